namespace Rollcall.Server.Contracts;

/// <summary>A client asks to connect.</summary>
/// <param name="Email">The person's address, at most 320 characters.</param>
/// <param name="Subdomain">The organisation's subdomain, as the person typed it.</param>
/// <param name="Device">The key of the device.</param>
internal sealed record ConnectWish(string Email, string? Subdomain = null, string? Device = null);

/// <summary>Whether the person may connect.</summary>
/// <param name="Decision"><c>allowed</c> or <c>refused</c>.</param>
/// <param name="Sentence">What is so; without proof always the same words.</param>
/// <param name="Reference">The name of a refusal, which opens the reason for the account's people.</param>
/// <param name="Code">The reason; to gateways alone.</param>
/// <param name="Remedy">What to do; to gateways alone.</param>
/// <param name="Finding">The finding that explains it; to gateways alone.</param>
/// <param name="JournalNo">The journal's line; to gateways alone.</param>
internal sealed record ConnectVerdict(string Decision, string Sentence, string? Reference, string? Code, string? Remedy, string? Finding, long? JournalNo);
