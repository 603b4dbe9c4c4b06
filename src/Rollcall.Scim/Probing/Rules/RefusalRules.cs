using System.Text;
using System.Text.Json;
using Rollcall.Scim.Calling;
using Rollcall.Scim.Schemas;
using static Rollcall.Scim.Probing.Conversation;
using static Rollcall.Scim.Probing.Rule;

namespace Rollcall.Scim.Probing.Rules;

/// <summary>Refusals and their bodies, credentials, media types, texts on the wire.</summary>
internal static class RefusalRules
{
    public static IReadOnlyList<ProbeRule> All { get; } =
    [
        Must("P-101", "A resource that does not exist is 404 with a SCIM error body", "7644 3.12", [4, 5], async server =>
            (await server.GetAsync("Users/rollcall-probe-nobody")).Refuses(404)),
        Must("P-102", "The status of an error body is a text and that of the HTTP answer", "7644 3.12", [4], async server =>
            (await server.GetAsync("Users/rollcall-probe-nobody")).Has(404).Shows("404", "status")),
        Must("P-103", "An error that is neither 400 nor 409 has no scimType of the RFC's table", "7644 3.12", [6], async server =>
        {
            var error = (await server.GetAsync("Users/rollcall-probe-nobody")).Has(404);
            Expect(error.At("scimType") is null || error.TextAt("scimType")?.Contains(':', StringComparison.Ordinal) == true, "The 404 has a scimType.");
        }),
        Must("P-104", "Errors are sent as application/scim+json", "7644 3.8", [2, 5], async server =>
            (await server.GetAsync("Users/rollcall-probe-nobody")).Has(404).IsOf("application/scim+json")).Except(ProbeProfiles.OneLogin),
        Must("P-105", "A path that does not exist is 404 with a SCIM error body", "7644 3.12", [5], async server =>
            (await server.GetAsync("RollcallProbeNothing")).Refuses(404)),
        Must("P-106", "A method that an endpoint lacks is refused with a SCIM error body", "7644 3.12", [5], async server =>
        {
            (await server.DeleteAsync("Users")).Refuses(405, 501, 404, 403, 400);
            (await server.SendAsync("PUT", "Users", "{}")).Refuses(405, 501, 404, 403, 400);
        }),
        Must("P-107", "A request without a credential is 401", "7644 2", [8], async server =>
            (await AskAsync(server, "")).Has(401)),
        Must("P-108", "401 names the scheme in WWW-Authenticate", "RFC 6750 section 3, RFC 9110 section 11.6.1", [8], async server =>
        {
            var challenge = (await AskAsync(server, "")).Has(401).Header("WWW-Authenticate");
            Expect(challenge is { Length: > 0 }, "The 401 has no WWW-Authenticate.");
        }),
        Must("P-109", "401 has a SCIM error body", "7644 3.12", [5, 8], async server => (await AskAsync(server, "")).Refuses(401)),
        Must("P-110", "An unknown token is 401", "7644 2", [8], async server => (await AskAsync(server, "rollcall-probe-wrong-token")).Refuses(401)),
        Must("P-111", "Without a credential nobody learns what exists", "7644 7.4", [8], async server =>
        {
            var user = await server.NewUserAsync();
            NeedToken(server);
            var real = await server.SendAsync(new WireRequest("GET", user.Path) { Token = "" });
            var unreal = await server.SendAsync(new WireRequest("GET", "Users/rollcall-probe-nobody") { Token = "" });
            Expect(real.Has(401).Text == unreal.Has(401).Text, "The answers for a user that exists and one that does not are different.");
        }),
        Must("P-112", "Malformed JSON is 400 invalidSyntax", "7644 3.12", [7], async server =>
        {
            (await server.PostAsync("Users", "{\"userName\":")).Refuses(400).As("invalidSyntax");
            (await server.PostAsync("Users", "no json")).Refuses(400).As("invalidSyntax");
        }),
        Must("P-113", "A body that is no object is 400", "7644 3.12", [7], async server =>
        {
            (await server.PostAsync("Users", "[]")).Refuses(400).As("invalidSyntax", "invalidValue");
            (await server.PostAsync("Users", "")).Refuses(400).As("invalidSyntax", "invalidValue");
        }),
        Must("P-114", "A value of the wrong JSON type is 400", "7644 3.12", [7], async server =>
        {
            (await server.PostAsync("Users", $$"""{"schemas":["{{Urns.User}}"],"userName":{"a":1} }""")).Refuses(400).As("invalidValue", "invalidSyntax");
            (await server.PostAsync("Users", server.UserBody("\"active\":{\"a\":1}"))).Refuses(400).As("invalidValue", "invalidSyntax");
        }),
        Practice("P-115", "A name that stands twice in one object, whatever its case, is 400", "RFC 7643 section 2.1, RFC 8259 section 4", [13], async server =>
            (await server.PostAsync("Users", server.UserBody("\"title\":\"one\",\"TITLE\":\"two\""))).Refuses(400)),
        Must("P-116", "Invalid UTF-8 is refused", "7644 3.8", [3], async server =>
        {
            var body = Encoding.UTF8.GetBytes(server.UserBody("\"title\":\"~\"")).Select(one => one == (byte)'~' ? (byte)0xff : one).ToArray();
            (await server.SendAsync(new WireRequest("POST", "Users") { Body = body })).Refuses(400);
        }),
        Practice("P-117", "A byte order mark before the body is tolerated", "RFC 8259 section 8.1", [3], async server =>
        {
            byte[] body = [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(server.UserBody())];
            (await server.SendAsync(new WireRequest("POST", "Users") { Body = body })).Has(201);
        }),
        Must("P-118", "Texts of all planes come back as they were sent", "7644 3.8", [3], async server =>
        {
            const string text = "Åse 漢字 \U0001f642 \"quoted\" \\ / end";
            var user = await server.NewUserAsync($"\"displayName\":{JsonSerializer.Serialize(text)}");
            (await server.ReadAsync(user)).Shows(text, "displayName");
        }),
        Must("P-119", "Answers are application/scim+json where the client asks for it or for anything", "7644 3.8", [2], async server =>
        {
            foreach (var accept in (string[])["application/scim+json", "*/*"])
            {
                (await server.GetAsync("Users", "count=1", ("Accept", accept))).Has(200).IsOf("application/scim+json");
            }
        }).Except(ProbeProfiles.OneLogin),
        Should("P-120", "Accept: application/json is served, with that type", "7644 3.8", [2], async server =>
            (await server.GetAsync("Users", "count=1", ("Accept", "application/json"))).Has(200).IsOf("application/json")),
        Must("P-121", "A body of application/scim+json is accepted with and without charset", "7644 3.8", [1], async server =>
        {
            (await PostAsync(server, "application/scim+json")).Has(201);
            (await PostAsync(server, "application/scim+json; charset=UTF-8")).Has(201);
        }),
        Should("P-122", "A body of application/json is accepted", "7644 3.8", [1], async server => (await PostAsync(server, "application/json; charset=utf-8")).Has(201)),
        Practice("P-123", "A body without Content-Type is read as SCIM", "RFC 7644 section 3.8 leaves it open", [1], async server => (await PostAsync(server, null)).Has(201)),
        Should("P-124", "A body of another type is 415 with a SCIM error body", "7644 3.8", [1, 5], async server => (await PostAsync(server, "text/plain")).Refuses(415)),
        Practice("P-125", "A resource is not kept by caches", "RFC 9111 section 5.2; personal data", [136], async server =>
        {
            var caching = (await server.ReadAsync(await server.NewUserAsync())).Header("Cache-Control") ?? "";
            Expect(caching.Contains("no-store", StringComparison.OrdinalIgnoreCase) || caching.Contains("private", StringComparison.OrdinalIgnoreCase)
                || caching.Contains("no-cache", StringComparison.OrdinalIgnoreCase), $"Cache-Control is '{caching}'.");
        }),
        Must("P-126", "HEAD has the status and headers of GET, and no body", "RFC 9110 section 9.3.2", [81], async server =>
        {
            var user = await server.NewUserAsync();
            var head = await server.SendAsync("HEAD", user.Path, null);
            Expect(head.Text.Length == 0, "HEAD has a body.");
            head.Has(200, 405, 501);
        }),
        Practice("P-127", "OPTIONS and a GET with a body never fail with 5xx", "RFC 9110 section 9", [81], async server =>
        {
            var options = await server.SendAsync("OPTIONS", "Users", null);
            var get = await server.SendAsync("GET", "Users", "{}", "count=1");
            Expect(options.Status is < 500 or 501 && get.Status < 500, $"OPTIONS is answered {options.Status}, GET with a body {get.Status}.");
        }),
    ];

    private static void NeedToken(Conversation server)
    {
        if (!server.HasToken)
        {
            Skip("The run has no token, so the server needs none.");
        }
    }

    private static Task<Answer> AskAsync(Conversation server, string token)
    {
        NeedToken(server);
        return server.SendAsync(new WireRequest("GET", "Users") { Query = "count=1", Token = token });
    }

    private static Task<Answer> PostAsync(Conversation server, string? type) =>
        server.SendAsync(new WireRequest("POST", "Users") { Body = Encoding.UTF8.GetBytes(server.UserBody()), ContentType = type });
}
