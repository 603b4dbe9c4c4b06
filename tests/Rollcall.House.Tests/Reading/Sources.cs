namespace Rollcall.House.Tests.Reading;

/// <summary>The repository as it lies on disk.</summary>
public static class Sources
{
    /// <summary>The folder that holds Rollcall.slnx.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Files below a folder of the repository, without what a build left there.</summary>
    public static IReadOnlyList<SourceFile> Below(string folder, string pattern)
    {
        var start = Path.Combine(Root, folder);
        return !Directory.Exists(start) ? [] : [.. Directory.EnumerateFiles(start, pattern, SearchOption.AllDirectories)
            .Select(static path => new SourceFile(Path.GetRelativePath(Root, path).Replace('\\', '/'), path))
            .Where(static file => !file.Name.Split('/').Any(static part => part is "bin" or "obj" or "node_modules"))
            .OrderBy(static file => file.Name, StringComparer.Ordinal)];
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Rollcall.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The house test runs inside the repository: no Rollcall.slnx above " + AppContext.BaseDirectory);
    }
}

/// <summary>A file of the repository.</summary>
/// <param name="Name">Its path from the root, with slashes.</param>
/// <param name="FullPath">Its path on this machine.</param>
public sealed record SourceFile(string Name, string FullPath)
{
    public string Text => File.ReadAllText(FullPath);
}
