namespace Rollcall.Server.Tests;

/// <summary>Compares a text with a committed file; UPDATE_GOLDEN=1 accepts what is new.</summary>
internal static class Golden
{
    public static void Match(string path, string actual)
    {
        var text = actual.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path), $"There is no {path}; UPDATE_GOLDEN=1 writes it.");
        Assert.Equal(File.ReadAllText(path), text);
    }
}
