using System.Net.Sockets;
using System.Security.Authentication;
using Rollcall.Server.Contracts;

namespace Rollcall.Server.Remote;

/// <summary>Why a server gave no answer, in the shape of its refusals: what was wrong, and what to do.</summary>
internal static class NoAnswer
{
    /// <summary>A problem that no server sent.</summary>
    public static Problem Of(string code, string detail, string remedy) => new(0, "No answer", code, detail, remedy);

    /// <summary>The connection was not made, or broke.</summary>
    public static Problem Of(HttpRequestException failure, string target)
    {
        if (failure.InnerException is AuthenticationException tls)
        {
            return Certificate(tls, target);
        }

        return (failure.InnerException as SocketException)?.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => Of(
                "unreachable", $"Nothing listens at {target}.", "Start the server by 'rollcall serve', or correct --url (ROLLCALL_URL) and its port."),
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => Of(
                "unreachable", $"The name in {target} is not known here.", "Correct --url (ROLLCALL_URL), or ask who runs the name service of this network."),
            SocketError.TimedOut or SocketError.NetworkUnreachable or SocketError.HostUnreachable => Of(
                "unreachable", $"{target} cannot be reached from here.", "See whether a firewall or a proxy stands between, and whether the address is right."),
            _ => Of("unreachable", $"{target} broke the connection: {Reason(failure)}", "If it is https that the server speaks, or plain http, correct --url; else read the server's log."),
        };
    }

    /// <summary>No answer in time.</summary>
    public static Problem Late(string target, TimeSpan waited) => Of(
        "late", $"{target} did not answer within {waited.TotalSeconds:0} seconds.", "Look at its /readyz and its log, then try again; what was asked may have been done.");

    /// <summary>An answer that is not Rollcall's.</summary>
    public static Problem Foreign(string target, int? status) => Of(
        "notRollcall",
        $"{target} answered {(status is { } number ? $"{number} " : "")}in a form that is not Rollcall's.",
        "Correct --url: it is the address that 'rollcall serve' prints, without /api. A proxy's own page is another reason.");

    private static Problem Certificate(AuthenticationException failure, string target)
    {
        var reason = Reason(failure);
        return reason.Contains("certificate", StringComparison.OrdinalIgnoreCase)
            ? Of(
                "certificate",
                $"The certificate of {target} is not accepted here: {reason}",
                "Use the name that the certificate bears, or add its issuer to this machine's trusted ones (SSL_CERT_FILE=issuer.pem names one for a single command).")
            : Of("certificate", $"{target} does not speak TLS as expected: {reason}", "If the server has no certificate, use http:// in --url.");
    }

    private static string Reason(Exception failure)
    {
        while (failure.InnerException is { } inner)
        {
            failure = inner;
        }

        return failure.Message;
    }
}
