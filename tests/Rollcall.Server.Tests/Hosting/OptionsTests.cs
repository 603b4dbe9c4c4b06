using Rollcall.Server.Hosting;

namespace Rollcall.Server.Tests.Hosting;

/// <summary>Options by command line, environment, file and defaults; every fault is said, with its key, its value and what is allowed.</summary>
public sealed class OptionsTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    public static TheoryData<string, string> Faulty => Tables.Read("options.cases");

    [Theory]
    [MemberData(nameof(Faulty))]
    public void A_value_that_is_not_allowed_is_named_with_what_is(string given, string expected)
    {
        using var folder = new TestFolder();
        var line = given.Split("; ").Select(static pair => pair.Split('=', 2)).ToDictionary(static pair => pair[0], static pair => pair[1]);
        line.TryAdd("data", folder.Path);

        var faults = Assert.IsType<OptionsReading.Bad>(OptionSources.Read(line, Nothing, null)).Faults;

        Assert.Contains(faults, fault => fault.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void All_faults_are_said_at_once()
    {
        using var folder = new TestFolder();
        var line = new Dictionary<string, string> { ["port"] = "x", ["bind"] = "y", ["store"] = "z", ["data"] = folder.Path };

        Assert.Equal(3, Assert.IsType<OptionsReading.Bad>(OptionSources.Read(line, Nothing, null)).Faults.Count);
    }

    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_the_file()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder.Of("rollcall.json"), """{ "port": 1111, "log": "json", "exchangeDays": 7 /* a comment */, }""");
        var environment = new Dictionary<string, string> { ["ROLLCALL__PORT"] = "2222", ["ROLLCALL__LOG"] = "console", ["PATH"] = "/bin", ["ROLLCALL_URL"] = "x" };

        var options = Good(new() { ["data"] = folder.Path, ["port"] = "3333" }, environment);

        Assert.Equal((3333, false, 7), (options.Port, options.LogsJson, options.ExchangeDays));
        Assert.Equal(2222, Good(new() { ["data"] = folder.Path }, environment).Port);
        Assert.Equal(1111, Good(new() { ["data"] = folder.Path }, Nothing).Port);
    }

    [Fact]
    public void Defaults_are_loopback_and_sqlite()
    {
        using var folder = new TestFolder();
        var options = Good(new() { ["data"] = folder.Path }, Nothing);

        Assert.Equal(System.Net.IPAddress.Loopback, options.Bind);
        Assert.Equal((8080, StoreKind.Sqlite, null), (options.Port, options.Store, options.Certificate));
        Assert.Empty(options.TrustedProxies);
    }

    [Theory]
    [InlineData("""{ "prot": 1 }""", "Did you mean 'port'?")]
    [InlineData("""{ "port": true }""", "wrong JSON type")]
    [InlineData("""{ "port": 1, "port": 2 }""", "not well-formed JSON")]
    [InlineData("""{ "port": """, "not well-formed JSON")]
    [InlineData("[]", "one JSON object")]
    [InlineData("""{ "data": "/elsewhere" }""", "lies in the data folder itself")]
    public void A_faulty_settings_file_is_named(string text, string expected)
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder.Of("rollcall.json"), text);

        var faults = Assert.IsType<OptionsReading.Bad>(OptionSources.Read(new Dictionary<string, string> { ["data"] = folder.Path }, Nothing, null)).Faults;

        Assert.Contains(expected, Assert.Single(faults), StringComparison.Ordinal);
        Assert.Contains(folder.Path, faults[0], StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_variable_of_ours_is_an_error_with_a_suggestion()
    {
        var faults = Assert.IsType<OptionsReading.Bad>(OptionSources.Read(Nothing, new Dictionary<string, string> { ["ROLLCALL__PUBLIC_ADRESS"] = "http://x" }, null)).Faults;

        Assert.Contains("Did you mean 'ROLLCALL__PUBLIC_ADDRESS'?", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_string_is_never_repeated()
    {
        var faults = Assert.IsType<OptionsReading.Bad>(OptionSources.Read(new Dictionary<string, string> { ["postgres"] = "secret-without-equals" }, Nothing, null)).Faults;

        Assert.DoesNotContain("secret-without-equals", string.Join('\n', faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_string_alone_chooses_postgres()
    {
        using var folder = new TestFolder();

        Assert.Equal(StoreKind.Postgres, Good(new() { ["data"] = folder.Path, ["postgres"] = "Host=db" }, Nothing).Store);
    }

    [Fact]
    public void Proxies_are_addresses_or_networks()
    {
        using var folder = new TestFolder();
        var proxies = Good(new() { ["data"] = folder.Path, ["trusted-proxies"] = "10.0.0.1, 192.168.0.0/16,::1" }, Nothing).TrustedProxies;

        Assert.Equal(["10.0.0.1/32", "192.168.0.0/16", "::1/128"], proxies.Select(static p => p.ToString()));
    }

    [Fact]
    public void The_environment_may_name_the_settings_file()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder.Of("other.json"), $$"""{ "port": 4444, "data": "{{folder.Path}}" }""");

        var options = Good([], new Dictionary<string, string> { ["ROLLCALL__CONFIG"] = folder.Of("other.json") });

        Assert.Equal((4444, folder.Path), (options.Port, options.Data));
    }

    private static ServerOptions Good(Dictionary<string, string> line, IReadOnlyDictionary<string, string> environment) =>
        Assert.IsType<OptionsReading.Good>(OptionSources.Read(line, environment, null)).Options;
}
