using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Rollcall.Scim.AspNetCore;

namespace Rollcall.Scim.AspNetCore.Tests;

/// <summary>Discovery tells the truth (rfc-checklist 131 and 132).</summary>
public sealed class DiscoveryTests(ScimServer server)
{
    [Theory]
    [InlineData("generic")]
    [InlineData("entra")]
    public async Task Every_capability_that_is_advertised_is_there(string profile)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + ScimServer.Token);
        await new DiscoveryTruth(http, server.NewBase(profile)).CheckAsync();
    }

    [Fact]
    public async Task Every_attribute_that_is_returned_is_declared()
    {
        var url = server.NewBase();
        var schemas = (await Answer.SendAsync(server.Http, "GET", url + "/Schemas")).Json!["Resources"]!.AsArray().OfType<JsonObject>().ToList();
        var declared = schemas.Single(schema => ((string)schema["id"]!).EndsWith("core:2.0:User", StringComparison.Ordinal))["attributes"]!.AsArray();
        var common = new[] { "schemas", "id", "externalId", "meta" };
        var body = $$"""
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"whole","externalId":"e",
             {{string.Join(',', declared.Select(Sample).Where(sample => sample is not null))}} }
            """;
        var answer = await Answer.SendAsync(server.Http, "POST", url + "/Users", body);
        Assert.True(answer.Status == 201, answer.Body);
        var returned = answer.Json!.AsObject().Select(member => member.Key).Except(common).ToList();
        Assert.True(returned.Count > 10, answer.Body);
        Assert.All(returned, name => Assert.Contains(declared, attribute => (string)attribute!["name"]! == name));
    }

    [Fact]
    public void Options_out_of_range_are_refused_at_start()
    {
        var refusal = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddScim(options => options.MaxCount = 0));
        Assert.Contains("MaxCount is 0; it must be from 1 to 100000.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forgotten_registration_is_named()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        var refusal = Assert.Throws<InvalidOperationException>(() => app.MapScim("/scim", (_, _) => throw new InvalidOperationException("never")));
        Assert.Contains("AddScim", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>A value for a declared attribute that a client may write and read.</summary>
    private static string? Sample(JsonNode? attribute)
    {
        var name = (string)attribute!["name"]!;
        if ((string)attribute["mutability"]! != "readWrite" || name is "userName" or "x509Certificates")
        {
            return null;
        }

        var value = (string)attribute["type"]! switch
        {
            "complex" => "{" + string.Join(',', attribute["subAttributes"]!.AsArray().Select(Sample).Where(sample => sample is not null)) + "}",
            "boolean" => "true",
            "reference" => "\"https://example.com/a\"",
            _ => "\"a\"",
        };
        return $"\"{name}\":" + ((bool)attribute["multiValued"]! ? $"[{value}]" : value);
    }
}
