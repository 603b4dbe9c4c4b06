using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace Rollcall.EndToEnd.Tests;

/// <summary>The two packages as other people get them: the sample is built against the packed files alone, without a network, and serves.</summary>
public sealed class PackageTests : IDisposable
{
    private const string Token = "a-secret-of-this-test-alone";

    private static readonly string[] Packages = ["Rollcall.Scim", "Rollcall.Scim.AspNetCore"];

    private readonly string _folder = Directory.CreateTempSubdirectory("rollcall-packed-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_sample_compiles_against_the_packed_files_and_serves()
    {
        foreach (var package in Packages)
        {
            await RunAsync("pack", Path.Combine(Executable.Root, "src", package), "--no-build", "--no-restore", "-c", Configuration, "-o", Path.Combine(_folder, "feed"));
            Assert.Single(Directory.GetFiles(Path.Combine(_folder, "feed"), package + ".?.?.?.nupkg"));
        }

        var sample = CopySample();
        await RunAsync("build", sample, "-c", Configuration, "-o", Path.Combine(_folder, "built"));
        using var process = Start("exec", Path.Combine(_folder, "built", "EmbeddedScim.dll"), "--urls", "http://127.0.0.1:0");
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri(await AddressAsync(process)) };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
            using var devices = await http.GetAsync("/scim/v2/Devices", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, devices.StatusCode);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name;

    /// <summary>Away from the repository's own settings, with a feed of two files and no other.</summary>
    private string CopySample()
    {
        var (from, to) = (Path.Combine(Executable.Root, "samples", "EmbeddedScim"), Directory.CreateDirectory(Path.Combine(_folder, "sample")).FullName);
        foreach (var file in Directory.GetFiles(from).Where(f => Path.GetExtension(f) is ".cs" or ".json" && Path.GetFileName(f) != "packages.lock.json"))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        var project = File.ReadAllText(Path.Combine(from, "EmbeddedScim.csproj"));
        var packed = project
            .Replace("<ProjectReference Include=\"../../src/Rollcall.Scim.AspNetCore/Rollcall.Scim.AspNetCore.csproj\" />", "<PackageReference Include=\"Rollcall.Scim.AspNetCore\" Version=\"*\" />", StringComparison.Ordinal)
            .Replace("<ItemGroup>", "<PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings><NuGetAudit>false</NuGetAudit></PropertyGroup>\n<ItemGroup>", StringComparison.Ordinal);
        Assert.DoesNotContain("ProjectReference", packed, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(to, "EmbeddedScim.csproj"), packed);
        File.WriteAllText(Path.Combine(to, "nuget.config"), "<configuration><packageSources><clear /><add key=\"packed\" value=\"../feed\" /></packageSources></configuration>");
        return to;
    }

    private async Task RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await said + await complained);
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = _folder };

        // Packages of this version may lie in the user's cache from another day, and servers of builds would outlive the test.
        start.Environment["NUGET_PACKAGES"] = Path.Combine(_folder, "cache");
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["ScimToken"] = Token;
        return Process.Start(start)!;
    }

    private static async Task<string> AddressAsync(Process process)
    {
        const string Mark = "Now listening on: ";
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.IndexOf(Mark, StringComparison.Ordinal) is var at and >= 0)
            {
                return line[(at + Mark.Length)..].Trim();
            }
        }

        throw new InvalidOperationException("The sample ended before it listened: " + await process.StandardError.ReadToEndAsync(CancellationToken.None));
    }
}
