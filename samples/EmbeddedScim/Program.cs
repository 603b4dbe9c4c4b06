// A SCIM service provider in an application of your own. See README.md for how to run and try it.
using System.Security.Cryptography;
using System.Text;
using EmbeddedScim;
using Rollcall.Scim.AspNetCore;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Messages.Events;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;
using Rollcall.Scim.Serving;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddScim();
var app = builder.Build();

var store = new MemoryScimStore(TimeProvider.System);
var token = app.Configuration["ScimToken"] ?? throw new InvalidOperationException("Set ScimToken to a secret of at least 20 characters.");
var address = new Uri(app.Configuration["PublicAddress"] ?? "http://localhost:5000");
var profile = ScimProfile.ByName(app.Configuration["Profile"] ?? "generic") ?? throw new InvalidOperationException("Profile is none of ours.");

// One extension of User and one resource type of our own, as RFC 7643 section 7 writes them.
var schemas = ScimSchemas.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "schemas.json")))
    .Match(read => read, error => throw new InvalidOperationException("schemas.json: " + error.Detail));

// Requests with "Prefer: respond-async" (RFC 9967), and the feed in which a receiver finds their outcomes.
using var events = new MemoryEvents(TimeProvider.System, audience: "receiver");
app.MapScim("/scim/v2", new ScimHost
{
    Asynchronous = events,
    OpenScope = (http, ct) => ValueTask.FromResult<ScimResult<ScimScope>>(IsKnown(http.Request.Headers.Authorization.ToString())
        ? new ScimScope { Store = store, BaseUrl = new Uri(address, "/scim/v2"), Profile = profile, Schemas = schemas }
        : new ScimError(401, null, "Send the bearer token of this service.")),
});
app.MapScimPoll("/events", new FeedHost
{
    OpenFeed = (http, ct) => ValueTask.FromResult(IsKnown(http.Request.Headers.Authorization.ToString())
        ? ScimResult.Of<IScimFeed>(events)
        : new ScimError(401, null, "Send the bearer token of this service.")),
});
app.MapGet("/keys", () => Results.Text(VerificationKey.ToJson(events.Keys).ToJsonString(), "application/jwk-set+json"));
app.Run();

bool IsKnown(string header) => token.Length >= 20
    && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes("Bearer " + token));
