using System.Collections.Concurrent;
using System.Text.Json;

namespace Rollcall.Core.Access.Assertions;

/// <summary>
/// The keys of issuers, remembered: read again each hour, and where a key is asked for that is not among them, at most once a minute. While an issuer cannot
/// be reached, what it published holds for a day.
/// </summary>
public sealed class IssuerKeys(IKeyFetch fetch, TimeProvider time)
{
    private const int MostIssuers = 1000;
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);
    private static readonly TimeSpan Usable = TimeSpan.FromDays(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Published> _published = new(StringComparer.Ordinal);

    /// <summary>The keys that may have signed an assertion; null where the issuer's keys cannot be had now.</summary>
    /// <param name="trust">Whose.</param>
    /// <param name="keyId">The key's name; null where the assertion names none, and then it must be the only one.</param>
    /// <param name="ct">Cancels.</param>
    public async ValueTask<IReadOnlyList<IssuerKey>?> FindAsync(OAuthTrust trust, string? keyId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(trust);
        if (_published.Count >= MostIssuers)
        {
            _published.Clear();
        }

        var published = _published.GetOrAdd($"{trust.Issuer}\n{trust.JwksUri}", static _ => new Published());
        var now = time.GetUtcNow();
        if (!published.IsFresh(now) || Among(published.Keys, keyId) is [])
        {
            await RefreshAsync(published, trust, ct);
        }

        return now - published.Read < Usable && published.Keys is { } keys ? Among(keys, keyId) : null;
    }

    private static IReadOnlyList<IssuerKey>? Among(IReadOnlyList<IssuerKey>? keys, string? keyId) =>
        keys is null ? null : keyId is null ? keys.Count == 1 ? keys : [] : [.. keys.Where(key => key.Id == keyId)];

    private async ValueTask RefreshAsync(Published published, OAuthTrust trust, CancellationToken ct)
    {
        // One asks, the others wait for what it gets.
        await published.Turn.WaitAsync(ct);
        try
        {
            var now = time.GetUtcNow();
            if (now - published.Tried < Pause)
            {
                return;
            }

            published.Tried = now;
            if (await GetAsync(trust, ct) is { Count: > 0 } keys)
            {
                (published.Keys, published.Read) = (keys, now);
            }
        }
        finally
        {
            published.Turn.Release();
        }
    }

    private async ValueTask<IReadOnlyList<IssuerKey>?> GetAsync(OAuthTrust trust, CancellationToken ct) =>
        (trust.JwksUri ?? await DiscoverAsync(trust.Issuer, ct)) is { } location && Uri.TryCreate(location, UriKind.Absolute, out var url)
        && await fetch.GetAsync(url, ct) is { } document ? IssuerKey.Read(document) : null;

    /// <summary>Where the keys are, as the issuer itself says (OpenID Connect Discovery 1.0 section 4); it must name itself as it is pinned.</summary>
    private async ValueTask<string?> DiscoverAsync(string issuer, CancellationToken ct)
    {
        if (!Uri.TryCreate(issuer.TrimEnd('/') + "/.well-known/openid-configuration", UriKind.Absolute, out var url) || await fetch.GetAsync(url, ct) is not { } document)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(document, new JsonDocumentOptions { MaxDepth = 16 });
            return json.RootElement is { ValueKind: JsonValueKind.Object } root && Text(root, "issuer") == issuer ? Text(root, "jwks_uri") : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private sealed class Published
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public IReadOnlyList<IssuerKey>? Keys { get; set; }

        public DateTimeOffset Read { get; set; }

        public DateTimeOffset Tried { get; set; }

        public bool IsFresh(DateTimeOffset now) => Keys is not null && now - Read < Fresh;
    }
}
