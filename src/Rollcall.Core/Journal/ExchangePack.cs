using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rollcall.Core.Journal;

/// <summary>Exchanges as one row keeps them: compact JSON, compressed where it is long. The first byte tells which.</summary>
internal static class ExchangePack
{
    private const int LongestPlain = 1024;

    public static byte[] Write(IReadOnlyList<Exchange> exchanges)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(exchanges.Select(PackedExchange.Of).ToArray(), PackedJson.Default.PackedExchangeArray);
        if (json.Length <= LongestPlain)
        {
            return json;
        }

        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(json);
        }

        return compressed.ToArray();
    }

    public static IEnumerable<Exchange> Read(byte[] packed, long account, long? directory) =>
        JsonSerializer.Deserialize(Plain(packed), PackedJson.Default.PackedExchangeArray)!.Select(p => p.ToExchange(account, directory));

    private static byte[] Plain(byte[] packed)
    {
        if (packed[0] == (byte)'[')
        {
            return packed;
        }

        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}

/// <summary>One exchange in a pack, with short names; account and directory are columns of its row.</summary>
internal sealed record PackedExchange
{
    [JsonPropertyName("t")]
    public required long At { get; init; }

    [JsonPropertyName("k")]
    public required int Kind { get; init; }

    [JsonPropertyName("v")]
    public required string Verb { get; init; }

    [JsonPropertyName("r")]
    public required string Route { get; init; }

    [JsonPropertyName("p")]
    public required string Pattern { get; init; }

    [JsonPropertyName("q")]
    public string? Query { get; init; }

    [JsonPropertyName("s")]
    public required int Status { get; init; }

    [JsonPropertyName("c")]
    public string? Code { get; init; }

    [JsonPropertyName("a")]
    public required string Actor { get; init; }

    [JsonPropertyName("u")]
    public long Micros { get; init; }

    [JsonPropertyName("b")]
    public string? Request { get; init; }

    [JsonPropertyName("i")]
    public string[]? Ids { get; init; }

    [JsonPropertyName("n")]
    public long Count { get; init; }

    [JsonPropertyName("o")]
    public string? Tolerances { get; init; }

    [JsonPropertyName("w")]
    public string? Subject { get; init; }

    [JsonPropertyName("d")]
    public string? Detail { get; init; }

    public static PackedExchange Of(Exchange e) => new()
    {
        At = Storage.Micros.Of(e.At),
        Kind = (int)e.Kind,
        Verb = e.Verb,
        Route = e.Route,
        Pattern = e.Pattern,
        Query = e.Query,
        Status = e.Status,
        Code = e.Code,
        Actor = e.Actor,
        Micros = e.Micros,
        Request = e.Request is { } body ? Encoding.UTF8.GetString(body) : null,
        Ids = e.Ids.Count > 0 ? [.. e.Ids] : null,
        Count = e.Count,
        Tolerances = e.Tolerances,
        Subject = e.Subject,
        Detail = e.Detail,
    };

    public Exchange ToExchange(long account, long? directory) => new()
    {
        At = Storage.Micros.ToTime(At),
        Account = account,
        Directory = directory,
        Kind = (ExchangeKind)Kind,
        Verb = Verb,
        Route = Route,
        Pattern = Pattern,
        Query = Query,
        Status = Status,
        Code = Code,
        Actor = Actor,
        Micros = Micros,
        Request = Request is { } body ? Encoding.UTF8.GetBytes(body) : null,
        Ids = Ids ?? [],
        Count = Count,
        Tolerances = Tolerances,
        Subject = Subject,
        Detail = Detail,
    };
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(PackedExchange[]))]
internal sealed partial class PackedJson : JsonSerializerContext;
