using System.Runtime.CompilerServices;

namespace Rollcall.Server.Tests;

/// <summary>Reads tables of cases: <c>input => expected</c>, one a line; lines that begin with # are comments.</summary>
internal static class Tables
{
    public static TheoryData<string, string> Read(string name)
    {
        var data = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(Path.Combine(Folder(), "Cases", name)))
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var at = line.LastIndexOf("=>", StringComparison.Ordinal);
            data.Add(line[..at].Trim(), line[(at + 2)..].Trim());
        }

        Assert.NotEmpty(data);
        return data;
    }

    /// <summary>The folder of this project's sources.</summary>
    public static string Folder() => Here();

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
