using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Rollcall.Core.Directories.Ldap.Wire;

/// <summary>How a connection is protected.</summary>
public enum LdapProtection
{
    /// <summary>TLS from the first byte (<c>ldaps</c>, port 636).</summary>
    Ldaps = 1,

    /// <summary>TLS begun by request, before anything else is said (port 389).</summary>
    StartTls = 2,

    /// <summary>None: everybody on the way reads the password.</summary>
    Plain = 3,
}

/// <summary>A server and how to reach it.</summary>
/// <param name="Host">Name or address; a certificate must be of it.</param>
/// <param name="Port">From 1 to 65535.</param>
/// <param name="Protection">How the connection is protected.</param>
public sealed record LdapServer(string Host, int Port, LdapProtection Protection)
{
    /// <summary>Who alone is trusted to sign its certificate; none: whom the machine trusts.</summary>
    public X509Certificate2Collection Roots { get; init; } = [];

    /// <summary>Whether a connection may go to an address of a host; the operator decides.</summary>
    public required Func<string, IPAddress, bool> Allows { get; init; }

    /// <summary>How long connecting, binding, and waiting for each next message may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
}
