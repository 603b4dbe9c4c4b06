using System.Collections.Concurrent;
using System.Net;
using EmbeddedScim;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rollcall.Scim.AspNetCore;
using Rollcall.Scim.AspNetCore.Tests;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Messages.Events;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Serving;

[assembly: AssemblyFixture(typeof(ScimServer))]

namespace Rollcall.Scim.AspNetCore.Tests;

/// <summary>One real Kestrel on a random loopback port for the whole run; every test works in a tenant of its own.</summary>
public sealed class ScimServer : IAsyncLifetime
{
    public const string Token = "the-token-of-the-tests";
    public const string OutageTenant = "outage";
    public const string BrokenTenant = "broken";

    private readonly ConcurrentDictionary<string, MemoryScimStore> _stores = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<ScimExchange>> _exchanges = new();
    private readonly MemoryEvents _events = new(TimeProvider.System, audience: "receiver");
    private WebApplication? _app;
    private int _tenants;

    public Uri Address { get; private set; } = new("http://localhost");

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddScim();
        _app = builder.Build();
        _app.Use(RecordAsync);
        _app.MapScim("/scim/{profile}/{tenant}", new ScimHost { OpenScope = Open, Outage = Outage });
        _app.MapScim("/async/{profile}/{tenant}", new ScimHost { OpenScope = Open, Outage = Outage, Asynchronous = _events });
        _app.MapScimPoll("/events", new FeedHost { OpenFeed = OpenFeed, Outage = Outage });
        await _app.StartAsync();
        Address = new Uri(_app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _events.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    /// <summary>The base URL of a tenant that no other test has.</summary>
    public string NewBase(string profile = "generic") => $"{Address}scim/{profile}/t{Interlocked.Increment(ref _tenants)}";

    public string BaseOf(string tenant) => $"{Address}scim/generic/{tenant}";

    /// <summary>What the host saw of a tenant's requests, oldest first.</summary>
    public IReadOnlyList<ScimExchange> Exchanges(string baseUrl) => [.. _exchanges.GetValueOrDefault(Tenant(baseUrl)) ?? []];

    /// <summary>The base URL of a tenant that no other test has, which takes asynchronous requests.</summary>
    public string NewAsyncBase() => $"{Address}async/generic/t{Interlocked.Increment(ref _tenants)}";

    /// <summary>What receivers of the feed at /events verify with.</summary>
    public IReadOnlyList<VerificationKey> Keys => _events.Keys;

    private static string Tenant(string baseUrl) => baseUrl[(baseUrl.LastIndexOf('/') + 1)..];

    private async Task RecordAsync(HttpContext http, RequestDelegate next)
    {
        var exchange = new ScimExchange();
        http.Features.Set(exchange);
        try
        {
            await next(http);
        }
        finally
        {
            if (http.GetRouteValue("tenant") is string tenant)
            {
                _exchanges.GetOrAdd(tenant, _ => new ConcurrentQueue<ScimExchange>()).Enqueue(exchange);
            }
        }
    }

    private ValueTask<ScimResult<ScimScope>> Open(HttpContext http, CancellationToken ct)
    {
        if (http.Request.Headers.Authorization != "Bearer " + Token)
        {
            return ValueTask.FromResult<ScimResult<ScimScope>>(new ScimError(401, null, "The bearer token is missing or unknown."));
        }

        var profile = (string)http.GetRouteValue("profile")!;
        var tenant = (string)http.GetRouteValue("tenant")!;
        ScimResult<ScimScope> scope = new ScimScope
        {
            Store = tenant switch
            {
                OutageTenant => new FailingStore(new IOException("the disk said no")),
                BrokenTenant => new FailingStore(new InvalidOperationException("secret internals")),
                _ => _stores.GetOrAdd(tenant, _ => new MemoryScimStore(TimeProvider.System)),
            },
            BaseUrl = new Uri($"https://public.example/scim/{profile}/{tenant}"),
            Profile = ScimProfile.ByName(profile)!,
            Me = http.Request.Headers["Test-Me"] is [{ } me] ? me : null,
        };
        return ValueTask.FromResult(scope);
    }

    private ValueTask<ScimResult<IScimFeed>> OpenFeed(HttpContext http, CancellationToken ct) => ValueTask.FromResult(
        http.Request.Headers.Authorization != "Bearer " + Token ? new ScimError(401, null, "The bearer token is missing or unknown.")
        : http.Request.Headers.ContainsKey("Test-Outage") ? throw new IOException("the disk said no")
        : ScimResult.Of<IScimFeed>(_events));

    private static ScimError? Outage(Exception exception) => exception is IOException
        ? new ScimError(503, null, "The directory cannot be reached at the moment; ask again.") { RetryAfter = TimeSpan.FromSeconds(7.5) }
        : null;
}
