using System.Globalization;
using System.Net;
using Rollcall.Core.Events.Outbound;

namespace Rollcall.Server.Hosting;

/// <summary>One option: its name on the command line, in the environment and in the settings file, what it allows, and how it is read.</summary>
/// <param name="Name">The name on the command line, without its dashes.</param>
/// <param name="Allowed">The allowed values, as the end of the sentence "it must be ...".</param>
/// <param name="Meaning">What it does; for the help.</param>
/// <param name="Set">The options with the value, or null where the value is not allowed.</param>
internal sealed record ServerKey(string Name, string Allowed, string Meaning, Func<ServerOptions, string, ServerOptions?> Set)
{
    /// <summary>What every name in the environment begins with.</summary>
    public const string Prefix = "ROLLCALL__";

    /// <summary>All options, in the order of the help.</summary>
    public static IReadOnlyList<ServerKey> All { get; } =
    [
        new("port", "a number from 0 to 65535; 0 takes a free port", "TCP port to listen on (8080).",
            static (o, text) => Number(text, 0, 65535) is { } port ? o with { Port = port } : null),
        new("bind", "an IP address of this machine, 'localhost', or '*' for all of them", "Address to listen on (127.0.0.1).",
            static (o, text) => Address(text) is { } address ? o with { Bind = address } : null),
        new("data", "the path of a folder", "Folder of database, settings and operator socket (./data).",
            static (o, text) => PathOf(text) is { } path ? o with { Data = path } : null),
        new("store", "'sqlite' or 'postgres'", "Database (sqlite).",
            static (o, text) => Enum.TryParse<StoreKind>(text, ignoreCase: true, out var kind) && !char.IsAsciiDigit(text[0]) ? o with { Store = kind } : null),
        new("postgres", "a PostgreSQL connection string, as 'Host=...;Database=...;Username=...'", "PostgreSQL connection string; implies --store postgres.",
            static (o, text) => text.Contains('=', StringComparison.Ordinal) ? o with { Postgres = text, Store = StoreKind.Postgres } : null),
        new("key-ring", "the path of a file", "Key ring: signs access tokens and seals secrets. Servers of one database share it (key-ring in the data folder).",
            static (o, text) => PathOf(text) is { } path ? o with { KeyRing = path } : null),
        new("public-address", "an absolute http or https URL without query", "URL under which clients reach the server, used in every location.",
            static (o, text) => Url(text) is { } url ? o with { PublicAddress = url } : null),
        new("certificate", "the path of a PEM file", "Certificate with its chain; turns TLS on. Read again when the file changes.",
            static (o, text) => PathOf(text) is { } path ? o with { Certificate = path } : null),
        new("certificate-key", "the path of a PEM file", "Private key, where the certificate's file does not hold it.",
            static (o, text) => PathOf(text) is { } path ? o with { CertificateKey = path } : null),
        new("trusted-proxies", "IP addresses or CIDR networks, joined by commas", "Proxies whose X-Forwarded headers are believed (none).",
            static (o, text) => Networks(text) is { } networks ? o with { TrustedProxies = networks } : null),
        new("outbound", "addresses, CIDR networks, host names or 'loopback', joined by commas", "Where our own requests may go beside public https addresses, such as events to receivers (nowhere).",
            static (o, text) => OutboundRules.Parse(text) is { } rules ? o with { Outbound = rules } : null),
        new("metrics-port", "a number from 0 to 65535; 0 takes a free port", "Port of its own for /metrics, /healthz and /readyz (none).",
            static (o, text) => Number(text, 0, 65535) is { } port ? o with { MetricsPort = port } : null),
        new("exchange-days", "a number of days from 1 to 3650", "How long exchanges stay in the journal (180).",
            static (o, text) => Number(text, 1, 3650) is { } days ? o with { ExchangeDays = days } : null),
        new("patience", "a number of seconds from 0 to 60", "How long a request waits out an outage of the database before it answers 503 (20).",
            static (o, text) => Number(text, 0, 60) is { } seconds ? o with { Patience = TimeSpan.FromSeconds(seconds) } : null),
        new("log", "'console' or 'json'", "Form of the log on standard error (console).",
            static (o, text) => text is "console" or "json" ? o with { LogsJson = text == "json" } : null),
        new("log-level", "'debug', 'information', 'warning' or 'error'", "Least level that is logged (information).",
            static (o, text) => text is "debug" or "information" or "warning" or "error" ? o with { LogLevel = Enum.Parse<LogLevel>(text, ignoreCase: true) } : null),
    ];

    /// <summary>The name in the environment: <c>ROLLCALL__PUBLIC_ADDRESS</c>.</summary>
    public string Variable { get; } = Prefix + Name.Replace('-', '_').ToUpperInvariant();

    /// <summary>The name in the settings file: <c>publicAddress</c>.</summary>
    public string Setting { get; } = Camel(Name);

    private static string Camel(string name)
    {
        var words = name.Split('-');
        return words[0] + string.Concat(words.Skip(1).Select(static word => char.ToUpperInvariant(word[0]) + word[1..]));
    }

    private static int? Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    private static IPAddress? Address(string text) => text switch
    {
        "localhost" => IPAddress.Loopback,
        "*" => IPAddress.IPv6Any,
        _ => IPAddress.TryParse(text, out var address) ? address : null,
    };

    private static string? PathOf(string text)
    {
        try
        {
            return string.IsNullOrWhiteSpace(text) ? null : Path.GetFullPath(text);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Uri? Url(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query.Length == 0 && url.Fragment.Length == 0
        && url.UserInfo.Length == 0 ? url : null;

    private static List<IPNetwork>? Networks(string text)
    {
        var networks = new List<IPNetwork>();
        foreach (var item in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPNetwork.TryParse(item, out var network))
            {
                networks.Add(network);
            }
            else if (IPAddress.TryParse(item, out var address))
            {
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            }
            else
            {
                return null;
            }
        }

        return networks;
    }
}
