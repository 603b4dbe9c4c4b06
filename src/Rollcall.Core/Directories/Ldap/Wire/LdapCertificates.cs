using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Rollcall.Core.Directories.Ldap.Wire;

/// <summary>Says what is wrong with a server's certificate.</summary>
internal static class LdapCertificates
{
    public static string Describe(LdapServer server, X509Certificate? presented, X509Chain? chain, SslPolicyErrors errors)
    {
        if (presented is not X509Certificate2 certificate)
        {
            return $"{server.Host} shows no certificate.";
        }

        var states = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;
        var about = $"The certificate of {server.Host} ({Shortened(certificate.Subject)})";
        return states.HasFlag(X509ChainStatusFlags.NotTimeValid)
            ? $"{about} is valid from {Day(certificate.NotBefore)} to {Day(certificate.NotAfter)}, which is not now."
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? $"{about} is not of that name."
            : $"{about} is signed by {Shortened(certificate.Issuer)}, whom {(server.Roots.Count > 0 ? "the given CA certificates do" : "this machine does")} not vouch for.";
    }

    /// <summary>Reads PEM certificates; null where there is none or one cannot be read.</summary>
    public static X509Certificate2Collection? Read(string pem)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPem(pem);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }

        return roots.Count == 0 ? null : roots;
    }

    private static string Day(DateTime local) => local.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Shortened(string text) => new([.. text.Take(200).Select(c => char.IsControl(c) ? ' ' : c)]);
}
