using System.Reflection;
using System.Text.Json.Nodes;
using Rollcall.Scim.Resources;

namespace Rollcall.Server.Tests.Intake;

/// <summary>docs/reference/protocol.md says what is served.</summary>
public sealed class ProtocolPageTests(TestServer server)
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Tables.Folder(), "..", "..", "docs", "reference", "protocol.md"));

    [Fact]
    public async Task The_configuration_on_the_page_is_the_one_that_is_served()
    {
        var tenant = await Tenant.CreateAsync(server);
        using var http = tenant.Idp();
        var served = JsonNode.Parse(await http.GetStringAsync(tenant.Scim + "/ServiceProviderConfig", TestContext.Current.CancellationToken))!.AsObject();
        served.Remove("meta");
        var told = JsonNode.Parse(Section("configuration").Replace("```json", "", StringComparison.Ordinal).Replace("```", "", StringComparison.Ordinal))!;
        Assert.Equal(told.ToJsonString(), served.ToJsonString());
    }

    [Fact]
    public void The_profiles_on_the_page_are_those_of_the_code()
    {
        var rows = Section("profiles").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Cells).ToList();
        Assert.Equal(ScimProfile.All.Select(p => p.Name), rows[0].Skip(1));
        var switches = typeof(ScimProfile).GetProperties().Where(p => p.PropertyType == typeof(bool)).ToDictionary(p => p.Name, StringComparer.Ordinal);
        var told = rows.Skip(2).ToDictionary(row => row[0].Split(':')[0], row => string.Join(' ', row.Skip(1)), StringComparer.Ordinal);
        Assert.Equal(switches.Keys.Order(StringComparer.Ordinal), told.Keys.Order(StringComparer.Ordinal));
        Assert.All(told, row => Assert.Equal(Values(switches[row.Key]), row.Value));
    }

    private static string Values(PropertyInfo property) => string.Join(' ', ScimProfile.All.Select(p => property.GetValue(p) is true ? "yes" : "no"));

    private static string[] Cells(string row) => [.. row.Trim('|').Split('|').Select(cell => cell.Trim())];

    private static string Section(string name)
    {
        var (begin, end) = ($"<!-- {name}: begin -->", $"<!-- {name}: end -->");
        var from = Page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return Page[from..Page.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
