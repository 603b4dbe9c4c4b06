namespace Rollcall.Core.Words;

/// <summary>The codes of findings. A code means one thing for ever; a retired one is never given again. Each has its page in docs/findings.</summary>
public static class FindingCodes
{
    public const string UserIdTypeIsName = "RC101";
    public const string NoTokenAccepted = "RC102";
    public const string TokenOfAnotherDirectory = "RC103";
    public const string TokenExpires = "RC104";
    public const string DirectoryDisabled = "RC105";
    public const string DirectoryPaused = "RC106";
    public const string NothingEverArrived = "RC107";
    public const string WrongPath = "RC108";
    public const string AccountSuspended = "RC109";
    public const string ReceiverFailing = "RC140";
    public const string DeliveryHeld = "RC141";
    public const string AnotherProvider = "RC110";
    public const string CredentialExposed = "RC111";
    public const string CredentialUnused = "RC112";
    public const string KeyExpires = "RC113";
    public const string NoUserName = "RC201";
    public const string NoEmail = "RC204";
    public const string WriteRefused = "RC205";
    public const string NameTaken = "RC206";
    public const string NeverPushed = "RC301";
    public const string LookedForNotCreated = "RC302";
    public const string AllLicensesTaken = "RC401";
    public const string NotCovered = "RC402";
    public const string PoolNotInForce = "RC403";
    public const string PolicyRunning = "RC404";
    public const string FewLicensesLeft = "RC405";
    public const string PoolEndsSoon = "RC406";
    public const string DuplicateAddress = "RC501";
    public const string DeletedAtSource = "RC502";
    public const string DisabledAtSource = "RC503";
    public const string DeletedByProvider = "RC504";
    public const string DisabledTwin = "RC505";
    public const string DeletedHere = "RC506";
    public const string LeaverStillInLdap = "RC601";
    public const string LdapGroupsLeft = "RC602";
    public const string LdapUnreachable = "RC620";
    public const string LdapNotProtected = "RC621";
    public const string LdapBindRefused = "RC622";
    public const string LdapUnreadable = "RC623";
    public const string LdapLimit = "RC624";
    public const string LdapEmpty = "RC625";
    public const string LdapReferral = "RC626";
    public const string PullHeld = "RC627";
    public const string EntriesSkipped = "RC628";
    public const string AddressUnknown = "RC701";
    public const string WrongSubdomain = "RC702";
    public const string DeviceLimit = "RC704";
    public const string Blocked = "RC705";
    public const string ProofRefused = "RC706";
    public const string BrakeAlerted = "RC810";
    public const string BrakeHolds = "RC811";
    public const string ProviderQuiet = "RC801";
}
