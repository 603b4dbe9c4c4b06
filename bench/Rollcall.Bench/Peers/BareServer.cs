using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Rollcall.Bench.Peers;

/// <summary>Kestrel and nothing behind it: an endpoint that parses the 1.2 kB user into a type and writes it again. What HTTP and JSON cost here at the least.</summary>
internal static class BareServer
{
    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        builder.Services.AddRoutingCore();
        await using var app = builder.Build();
        app.Run(EchoAsync);
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await ((IHost)app).WaitForShutdownAsync();
    }

    private static async Task EchoAsync(HttpContext http)
    {
        var user = await JsonSerializer.DeserializeAsync(http.Request.BodyReader, BareJson.Default.BareUser, http.RequestAborted);
        http.Response.ContentType = "application/scim+json";
        await using (var writer = new Utf8JsonWriter(http.Response.BodyWriter))
        {
            JsonSerializer.Serialize(writer, user!, BareJson.Default.BareUser);
        }

        http.Response.ContentLength = http.Response.BodyWriter.UnflushedBytes;
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }
}

internal sealed record BareName(string? Formatted, string? FamilyName, string? GivenName);

internal sealed record BareValue(string? Type, string? Value, bool? Primary);

internal sealed record BareAddress(string? Type, string? Formatted, string? StreetAddress, string? Locality, string? Region, string? PostalCode, string? Country, bool? Primary);

internal sealed record BareEnterprise(string? EmployeeNumber, string? Department, string? CostCenter, string? Organization, string? Division);

internal sealed record BareUser(
    string[] Schemas, string? ExternalId, string UserName, bool Active, string? DisplayName, string? Title, string? PreferredLanguage, BareName? Name, BareValue[]? Emails, BareValue[]? PhoneNumbers,
    BareAddress[]? Addresses, [property: JsonPropertyName("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User")] BareEnterprise? Enterprise);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BareUser))]
internal sealed partial class BareJson : JsonSerializerContext;
