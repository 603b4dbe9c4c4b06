using System.Net;
using System.Net.Sockets;

namespace Rollcall.Core.Events.Outbound;

/// <summary>
/// Where this installation may send requests of its own: public addresses by HTTPS, and what the operator allows beside them, be it a network, a host by
/// name, or this machine. It is asked for the text of a URL, and again for the address at every connection, since a name may lead elsewhere by then.
/// </summary>
public sealed class OutboundRules
{
    private static readonly IPNetwork[] SpecialV4 =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("192.88.99.0/24"), IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"), IPNetwork.Parse("198.51.100.0/24"), IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("224.0.0.0/3"),
    ];

    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] SpecialV6 = [IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("3fff::/20")];

    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    private static readonly IPNetwork[] Loopback = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")];

    private readonly IReadOnlyList<IPNetwork> _networks;
    private readonly HashSet<string> _hosts;

    private OutboundRules(IReadOnlyList<IPNetwork> networks, HashSet<string> hosts) => (_networks, _hosts) = (networks, hosts);

    /// <summary>Public addresses by HTTPS and nothing else.</summary>
    public static OutboundRules PublicOnly { get; } = new([], []);

    /// <summary>Reads what an operator allows: addresses, CIDR networks, host names and the word <c>loopback</c>, joined by commas. Null where one is none of these.</summary>
    public static OutboundRules? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var networks = new List<IPNetwork>();
        var hosts = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (item.Equals("loopback", StringComparison.OrdinalIgnoreCase))
            {
                networks.AddRange(Loopback);
            }
            else if (IPNetwork.TryParse(item, out var network))
            {
                networks.Add(network);
            }
            else if (IPAddress.TryParse(item, out var address))
            {
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            }
            else if (Uri.CheckHostName(item) == UriHostNameType.Dns)
            {
                hosts.Add(item.TrimEnd('.'));
            }
            else
            {
                return null;
            }
        }

        return new OutboundRules(networks, hosts);
    }

    /// <summary>Why a URL may not be sent to, or null. A name that passes here may still lead to an address that does not.</summary>
    public string? RefuseUrl(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("https" or "http") || parsed.Host.Length == 0 || url.Length > 2000)
        {
            return "The URL is no absolute https URL of at most 2000 characters.";
        }

        if (parsed.UserInfo.Length > 0 || parsed.Fragment.Length > 0)
        {
            return "The URL has a user name or a fragment; a secret never stands in a URL.";
        }

        var isAddress = IPAddress.TryParse(parsed.Host.Trim('[', ']'), out var address);
        if (isAddress && !Allows(parsed.Host, address!))
        {
            return "The URL leads to an address that is not public, and the operator has not allowed it.";
        }

        // Plain HTTP is for what the operator has named; whether a name leads there shows when it is resolved.
        return parsed.Scheme == "https" || IsNamed(parsed.Host) || (isAddress && IsListed(address!)) || (!isAddress && _networks.Count > 0)
            ? null
            : "The URL is not https, and the operator has not allowed its host.";
    }

    /// <summary>Whether a connection may go to an address, for a host of this name.</summary>
    public bool Allows(string host, IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return IsNamed(host) || IsListed(address) || IsPublic(address);
    }

    /// <summary>Whether plain HTTP may go to an address, for a host of this name.</summary>
    public bool AllowsPlain(string host, IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return IsNamed(host) || IsListed(address);
    }

    /// <summary>Whether an address is anybody's on the internet; one that stands for an IPv4 address is judged as that.</summary>
    public static bool IsPublic(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = Embedded(address);
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? !SpecialV4.Any(network => network.Contains(plain))
            : Global.Contains(plain) && !SpecialV6.Any(network => network.Contains(plain));
    }

    private bool IsNamed(string host) => _hosts.Contains(host.TrimEnd('.'));

    private bool IsListed(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _networks.Any(network => network.Contains(plain));
    }

    private static IPAddress Embedded(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
            : Translated.Contains(address) ? new IPAddress(bytes.AsSpan(12, 4))
            : SixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4))
            : address;
    }
}
