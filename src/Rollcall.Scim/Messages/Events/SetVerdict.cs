namespace Rollcall.Scim.Messages.Events;

/// <summary>What a receiver makes of a token.</summary>
public abstract record SetVerdict
{
    private SetVerdict()
    {
    }

    /// <summary>It is genuine and for this receiver.</summary>
    /// <param name="Event">What it says.</param>
    public sealed record Genuine(SecurityEvent Event) : SetVerdict;

    /// <summary>It is not; the error is what RFC 8935 section 2.3 has a receiver answer.</summary>
    /// <param name="Error">Why.</param>
    public sealed record Refused(SetError Error) : SetVerdict;
}
