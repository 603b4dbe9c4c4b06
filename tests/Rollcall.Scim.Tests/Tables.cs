using System.Runtime.CompilerServices;

namespace Rollcall.Scim.Tests;

/// <summary>Reads tables of cases: a line is <c>input => expected</c>; blank lines and lines that start with # are for the reader.</summary>
internal static class Tables
{
    /// <summary>The rows of a file in the folder Cases beside the test.</summary>
    public static TheoryData<string, string> Read(string name, [CallerFilePath] string test = "")
    {
        var data = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(Path.Combine(Path.GetDirectoryName(test)!, "Cases", name)))
        {
            if (line.Length > 0 && line[0] != '#')
            {
                var at = line.LastIndexOf("=>", StringComparison.Ordinal);
                data.Add(line[..at].Trim(), line[(at + 2)..].Trim());
            }
        }

        Assert.NotEmpty(data);
        return data;
    }

    /// <summary>A file of the folder Data.</summary>
    public static string Data(string name, [CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "Data", name));
}
