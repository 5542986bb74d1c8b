using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Refwatch.Archiving.Fixity;

/// <summary>
/// 128 bits of SHA-256: what is remembered of a name, a line or a digest. Sixteen bytes each, so that a million
/// captures need some fifty megabytes, however large they are; nobody can make two that agree.
/// </summary>
internal static class Fingerprint
{
    public static UInt128 Of(string text) => BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
