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
/// <param name="Session">The session that begins where it is allowed; send it with each heartbeat, once a minute.</param>
internal sealed record ConnectVerdict(
    string Decision, string Sentence, string? Reference, string? Code, string? Remedy, string? Finding, long? JournalNo, string? Session = null);

/// <summary>A client enrols its device.</summary>
/// <param name="Email">The person's address.</param>
/// <param name="Subdomain">The organisation's subdomain.</param>
/// <param name="Code">What the administrator handed out.</param>
/// <param name="PublicKey">The public half of a P-256 key made on the device: SubjectPublicKeyInfo, in base64.</param>
/// <param name="Label">What people call the device.</param>
internal sealed record EnrolWish(string Email, string Subdomain, string Code, string PublicKey, string? Label = null);

/// <summary>Whether the device was enrolled; where not, always the same words.</summary>
internal sealed record EnrolVerdict(string Decision, string Sentence, string? Device = null);

/// <summary>A client says of its session that it is there, or that it goes.</summary>
/// <param name="Session">The session.</param>
/// <param name="Subdomain">The organisation's subdomain; a gateway may leave it out.</param>
internal sealed record SessionWish(string Session, string? Subdomain = null);

/// <summary>How a session stands.</summary>
/// <param name="State"><c>live</c> or <c>ended</c>.</param>
/// <param name="Code">Why it ended.</param>
/// <param name="Sentence">The same for people.</param>
/// <param name="Until">When it ends without another heartbeat.</param>
internal sealed record SessionVerdict(string State, string? Code, string Sentence, DateTimeOffset? Until);

/// <summary>The wish for an enrolment code.</summary>
/// <param name="Hours">For how long it is accepted, 1 to 720; 24 where it is left out.</param>
internal sealed record DeviceCodeWish(int? Hours = null);

/// <summary>A code by which one device may enrol once; it is in this answer and nowhere else.</summary>
internal sealed record DeviceCodeView(string Code, DateTimeOffset Expires);

/// <summary>An enrolled device.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Created">When it was enrolled.</param>
/// <param name="LastProof">When it last gave proof, by its own clock.</param>
internal sealed record DeviceView(string Id, string Label, DateTimeOffset Created, DateTimeOffset LastProof);

/// <summary>Devices, the oldest first.</summary>
internal sealed record DeviceList(IReadOnlyList<DeviceView> Items);

/// <summary>A session.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State"><c>live</c> or <c>ended</c>.</param>
/// <param name="Code">Why it ended.</param>
/// <param name="Device">The device: an enrolled one's id, or what the gateway named.</param>
/// <param name="Gateway">The readable part of the gateway's key; absent where the device itself gave proof.</param>
/// <param name="Started">When it began.</param>
/// <param name="LastHeartbeat">When the client was last heard.</param>
/// <param name="Ended">When it was ended, or found to be over.</param>
internal sealed record SessionView(string Id, string State, string? Code, string Device, string? Gateway, DateTimeOffset Started, DateTimeOffset LastHeartbeat, DateTimeOffset? Ended);

/// <summary>Sessions, the newest first.</summary>
internal sealed record SessionList(IReadOnlyList<SessionView> Items);
