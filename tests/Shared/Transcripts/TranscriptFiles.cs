namespace Rollcall.Transcripts;

/// <summary>
/// All transcripts: a folder a profile, its name being the profile's. A name that ends in <c>.product.http</c> tells what the product does beyond the
/// packages, and is played over the whole server alone.
/// </summary>
public static class TranscriptFiles
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Transcripts");

    /// <summary>Their names, as <c>entra/001-test-connection.http</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.EnumerateFiles(Folder, "*.http", SearchOption.AllDirectories)
            .Select(static file => Path.GetRelativePath(Folder, file).Replace(Path.DirectorySeparatorChar, '/')).Order(StringComparer.Ordinal),
    ];

    /// <summary>Those that any host of the packages can play.</summary>
    public static IEnumerable<string> OfPackages => Names.Where(static name => !name.EndsWith(".product.http", StringComparison.Ordinal));

    public static string ProfileOf(string name) => name.Split('/')[0];

    public static Task<string> ReadAsync(string name) => File.ReadAllTextAsync(Path.Combine(Folder, name), TestContext.Current.CancellationToken);
}
