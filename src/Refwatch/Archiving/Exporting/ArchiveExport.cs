using System.Text;
using Refwatch.Citing;
using Refwatch.Storage;

namespace Refwatch.Archiving.Exporting;

/// <summary>Writes a part of the archive to one file that other people's software opens: WARC with a CDXJ index, or WACZ.</summary>
/// <remarks>The file gets its name when it is whole: what a killed export leaves is FILE.partial, which the next one replaces.</remarks>
public sealed class ArchiveExport(IBlobStore captures, Archive archive, CitingIndex citing, TimeProvider clock)
{
    private const string Partial = ".partial";

    /// <summary>Whose archive it is, for the file's warcinfo record: a mail address or a URL.</summary>
    public string? Operator { get; init; }

    /// <summary>Writes FILE.warc.gz and FILE.cdxj beside it.</summary>
    /// <exception cref="IOException">A file can't be written, or is there already.</exception>
    public async Task<ExportReport> WriteWarcAsync(ExportSelection selection, string path, IProgress<long> progress, CancellationToken cancellationToken)
    {
        var selected = await SelectedCaptures.FindAsync(captures, archive, citing, selection, cancellationToken);
        var name = Path.GetFileName(path);
        ExportReport report;
        var index = $"{path[..^".warc.gz".Length]}.cdxj";
        await using (var file = File.Create(path + Partial))
        {
            await using var metered = new MeteredStream(file);
            using var section = new WarcSection(captures, archive, selected, metered, name);
            await section.WriteAsync(archive.Info(clock.GetUtcNow(), Operator, name), progress, cancellationToken);
            await File.WriteAllLinesAsync(index + Partial, section.Index.Read(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellationToken);
            file.Flush(flushToDisk: true);
            report = section.Report;
        }

        File.Move(index + Partial, index, overwrite: false);
        File.Move(path + Partial, path, overwrite: false);
        return report;
    }

    /// <summary>Writes FILE.wacz.</summary>
    /// <exception cref="IOException">The file can't be written, or is there already.</exception>
    public async Task<ExportReport> WriteWaczAsync(ExportSelection selection, string path, IProgress<long> progress, CancellationToken cancellationToken)
    {
        var selected = await SelectedCaptures.FindAsync(captures, archive, citing, selection, cancellationToken);
        var now = clock.GetUtcNow();
        ExportReport? report = null;
        await using (var file = File.Create(path + Partial))
        {
            using (var wacz = new WaczFile(file, now))
            {
                WarcSection? section = null;
                try
                {
                    await wacz.AddAsync($"archive/{WaczFile.WarcName}", async warc =>
                    {
                        section = new WarcSection(captures, archive, selected, warc, WaczFile.WarcName);
                        await section.WriteAsync(archive.Info(now, Operator, WaczFile.WarcName), progress, cancellationToken);
                        report = section.Report;
                    });
                    await wacz.AddIndexAsync(section!.Index);
                    await wacz.AddPagesAsync(section.Pages);
                    await wacz.AddPackageAsync(Path.GetFileNameWithoutExtension(path), archive.Software);
                }
                finally
                {
                    section?.Dispose();
                }
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(path + Partial, path, overwrite: false);
        return report!;
    }
}
