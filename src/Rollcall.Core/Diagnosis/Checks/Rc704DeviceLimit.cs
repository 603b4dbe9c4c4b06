using Rollcall.Core.Admission;
using Rollcall.Core.Words;

namespace Rollcall.Core.Diagnosis.Checks;

/// <summary>RC704: sessions are live on as many devices as may be, and the next was refused (product rule 29).</summary>
public static class Rc704DeviceLimit
{
    public static Finding? Examine(CaseFile facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.User is not { LiveDevices: >= AdmissionDecision.MostDevices } user)
        {
            return null;
        }

        var refused = facts.LastRefusal(AdmissionReason.DeviceLimit);
        return new Finding(FindingCodes.DeviceLimit, refused is null ? Weight.Informs : Weight.Blocks,
            $"{user.UserName} is connected on {user.LiveDevices} devices; more than {AdmissionDecision.MostDevices} at once are refused, and none is put out for another.",
            Side.Client,
            new Remedy("Disconnect one of the devices. One that is lost or switched off frees its place 5 minutes after its last sign of life."),
            [.. refused is null ? Array.Empty<Evidence>() : [refused.Cite()], Evidence.OfState($"Live sessions on {user.LiveDevices} distinct devices.")]);
    }
}
