using System.Net;
using Rollcall.Core.Events.Outbound;

namespace Rollcall.Server.Hosting;

/// <summary>How the server runs. Values come from the command line, the environment, the settings file and these defaults, in this order.</summary>
internal sealed record ServerOptions
{
    /// <summary>TCP port; 8080 by default, 0 takes a free one.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>The address to listen on; loopback by default, so that nobody else reaches the server unless asked to.</summary>
    public IPAddress Bind { get; init; } = IPAddress.Loopback;

    /// <summary>The data folder, as a full path; <c>data</c> in the current folder by default.</summary>
    public string Data { get; init; } = Path.GetFullPath("data");

    /// <summary>The database; SQLite by default, PostgreSQL where a connection string is given.</summary>
    public StoreKind Store { get; init; } = StoreKind.Sqlite;

    /// <summary>The PostgreSQL connection string, or null.</summary>
    public string? Postgres { get; init; }

    /// <summary>The key ring's file, as a full path; <c>key-ring</c> in the data folder where null. Several processes on one database share it.</summary>
    public string? KeyRing { get; init; }

    /// <summary>The address under which clients reach the server, for every <c>location</c>; null to use the address listened on.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>A PEM file with the certificate and its chain; null for plain HTTP.</summary>
    public string? Certificate { get; init; }

    /// <summary>A PEM file with the private key; null where the certificate's file holds it.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>The proxies whose X-Forwarded headers are believed; nobody's by default.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>Where requests of our own may go, such as events to receivers; public addresses by HTTPS alone by default.</summary>
    public OutboundRules Outbound { get; init; } = OutboundRules.PublicOnly;

    /// <summary>A port of its own for /metrics and the health probes, or null.</summary>
    public int? MetricsPort { get; init; }

    /// <summary>How long a request waits out an outage of the database before it answers 503; 20 seconds by default, 60 at most, since identity providers wait 60.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Whether log lines are JSON; plain lines by default.</summary>
    public bool LogsJson { get; init; }

    /// <summary>The least level that is logged; information by default.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>For how many days exchanges are kept; 180 by default, 1 to 3650. Changes and admissions are kept for ever.</summary>
    public int ExchangeDays { get; init; } = 180;

    /// <summary>Whether the server is there for one command only: it has a socket of its own, so that no other command comes to depend on it.</summary>
    public bool IsMomentary { get; init; }
}
