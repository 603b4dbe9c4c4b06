using System.Net;
using Rollcall.Server.Hosting;

namespace Rollcall.Server.Commands;

/// <summary>What the command line says of the server to ask.</summary>
internal sealed record LinkOptions
{
    /// <summary>Its address, or null.</summary>
    public string? Url { get; init; }

    /// <summary>The key to it, or null.</summary>
    public string? Key { get; init; }

    /// <summary>The data folder, or null.</summary>
    public string? Data { get; init; }

    /// <summary>The PostgreSQL connection string, where no server runs and the settings do not name it; or null.</summary>
    public string? Postgres { get; init; }

    /// <summary>The settings file, or null.</summary>
    public string? Config { get; init; }

    /// <summary>Whether a server that is started for the moment needs a port: the demo talks to it as an identity provider would.</summary>
    public bool NeedsPort { get; init; }

    /// <summary>Whether it names a server of this machine.</summary>
    public bool NamesData => Data is not null || Postgres is not null || Config is not null;

    /// <summary>The options that it gives to a server, by name.</summary>
    public IReadOnlyDictionary<string, string> Line
    {
        get
        {
            var line = new Dictionary<string, string>(StringComparer.Ordinal);
            if (Data is not null)
            {
                line["data"] = Data;
            }

            if (Postgres is not null)
            {
                line["postgres"] = Postgres;
            }

            return line;
        }
    }

    /// <summary>The options of a server for the moment: on a free port of this machine, where it needs one.</summary>
    public ServerOptions Adapt(ServerOptions options) => NeedsPort
        ? options with { Port = 0, Bind = IPAddress.Loopback, PublicAddress = null, Certificate = null, CertificateKey = null, MetricsPort = null }
        : options;
}
