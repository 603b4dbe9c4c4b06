using System.Net;

namespace Rollcall.Server.Hosting;

/// <summary>Where the server is reached. The port is known once it listens.</summary>
internal sealed class ServerAddress(ServerOptions options)
{
    private Uri? _listening;
    private string? _public = options.PublicAddress?.ToString().TrimEnd('/');

    /// <summary>The address that clients are told: the configured one, else the one listened on. No slash at its end.</summary>
    public string Public => _public ?? Listening.ToString().TrimEnd('/');

    /// <summary>The address listened on.</summary>
    public Uri Listening => _listening ?? Guess();

    /// <summary>Notes the address that the listener got.</summary>
    public void Note(Uri bound)
    {
        _listening = IPAddress.TryParse(bound.Host.Trim('[', ']'), out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            ? new UriBuilder(bound) { Host = "localhost" }.Uri
            : bound;
        _public ??= _listening.ToString().TrimEnd('/');
    }

    // A command that opens the data folder itself listens on no port; it speaks of the one that the server would have.
    private Uri Guess() => new UriBuilder(options.Certificate is null ? "http" : "https", options.Bind.Equals(IPAddress.IPv6Any) ? "localhost" : options.Bind.ToString(), options.Port).Uri;
}
