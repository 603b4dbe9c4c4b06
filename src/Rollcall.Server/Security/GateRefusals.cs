using Rollcall.Server.Hosting;

namespace Rollcall.Server.Security;

/// <summary>What the gate says.</summary>
internal static class GateRefusals
{
    /// <summary>The endpoint says nothing of who may use it: a defect, refused to everybody.</summary>
    public static ProblemResult NotDeclared { get; } = new(403, "forbidden", "Nobody may use this endpoint.", "Report it: the endpoint does not say whom it is for.");

    /// <summary>The key has not the right.</summary>
    public static ProblemResult Forbidden { get; } = new(
        403, "forbidden", "This key may not do that.", "Use a key of another kind: an administrator changes an account, an operator the installation, support reads.");

    /// <summary>The key is narrowed to other requests.</summary>
    public static ProblemResult Narrowed { get; } = new(
        403, "narrowed", "This key is narrowed to other requests.", "'rollcall key list' shows its patterns; a key that takes this request is made by one that is not narrowed.");

    /// <summary>There is no such account, or it is not the caller's.</summary>
    public static ProblemResult NoAccount { get; } = new(
        404, "account-unknown", "There is no such account.", "Check id or subdomain; an operator lists the accounts with 'rollcall account list'.");

    /// <summary>Nobody is known.</summary>
    public static ProblemResult Unauthorized(Unproven why) => new(401, "unauthorized", why switch
    {
        Unproven.Absent => "The request bears no key.",
        Unproven.Expired => "The key has expired.",
        Unproven.Revoked => "The key was revoked.",
        Unproven.Malformed => "The Authorization header is not one bearer key.",
        _ => "The key is not known here.",
    }, "Send 'Authorization: Bearer KEY' with a live key; 'rollcall key create' on the server's machine makes one.");

    /// <summary>A refusal where a secret came over plain HTTP from another machine; null where none did.</summary>
    public static ProblemResult? Exposed(HttpContext http) =>
        http.Request.Headers.Authorization.Count > 0 && Wire.Of(http).IsExposed(http.Request)
            ? new ProblemResult(
                403, "exposed", "The key came over plain HTTP from another machine, so others may have read it.", "Revoke the key, and connect by https or through a trusted proxy.")
            : null;
}
