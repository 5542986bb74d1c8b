using Refwatch.Azure;
using Refwatch.Storage;
using Xunit;

namespace Refwatch.EndToEnd.Storage;

public sealed class ArchiveLocationTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _folder = Directory.CreateTempSubdirectory("refwatch-location-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_folder_holds_captures_and_state()
    {
        var location = await ArchiveLocation.OpenAsync(_folder, null, TimeProvider.System, None);
        await location.Captures.WriteAsync("a", "x"u8.ToArray(), WriteCondition.Absent, None);
        await location.State.WriteAsync("b", "y"u8.ToArray(), WriteCondition.Absent, None);
        Assert.True(File.Exists(Path.Combine(_folder, "captures", "a")) && File.Exists(Path.Combine(_folder, "state", "b")));
    }

    [AzuriteFact]
    public async Task Captures_and_state_may_lie_in_two_places_and_containers_are_created()
    {
        var location = await ArchiveLocation.OpenAsync(Azurite.ConnectionString, _folder, TimeProvider.System, None);
        var again = await ArchiveLocation.OpenAsync(Azurite.ConnectionString, null, TimeProvider.System, None);
        var name = $"location/{Guid.NewGuid():N}";
        await location.Captures.WriteAsync(name, "x"u8.ToArray(), WriteCondition.Absent, None);
        await location.State.WriteAsync(name, "y"u8.ToArray(), WriteCondition.Absent, None);
        Assert.NotNull(await again.Captures.ReadAsync(name, None));
        Assert.Null(await again.State.ReadAsync(name, None));
    }

    [Theory]
    [InlineData("https://example.org/", "no storage account")]
    [InlineData("http://account.blob.core.windows.net", "no storage account")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=b", "connection string")]
    [InlineData("/dev/null/archive", "Name one that you may write to")]
    public async Task What_cannot_be_opened_says_what_to_do(string location, string hint)
    {
        var failure = await Assert.ThrowsAsync<StorageUnavailableException>(() => ArchiveLocation.OpenAsync(location, null, TimeProvider.System, None));
        Assert.Contains(hint, failure.Message);
        Assert.DoesNotContain("AccountKey=b", failure.Message);
    }

    [AzuriteFact]
    public async Task A_wrong_key_says_what_to_do()
    {
        var wrong = Azurite.ConnectionString.Replace("AccountKey=E", "AccountKey=F", StringComparison.Ordinal);
        var failure = await Assert.ThrowsAsync<StorageUnavailableException>(() => ArchiveLocation.OpenAsync(wrong, null, TimeProvider.System, None));
        Assert.Contains("refuses", failure.Message);
    }
}
