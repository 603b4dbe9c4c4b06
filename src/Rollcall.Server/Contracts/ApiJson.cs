using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rollcall.Server.Contracts;

/// <summary>How /api and /client write and read JSON; commands read by the same.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true,
    NewLine = "\n")]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(AccountPage))]
[JsonSerializable(typeof(AccountWish))]
[JsonSerializable(typeof(AccountChange))]
[JsonSerializable(typeof(Me))]
[JsonSerializable(typeof(DirectoryView))]
[JsonSerializable(typeof(DirectoryList))]
[JsonSerializable(typeof(DirectoryWish))]
[JsonSerializable(typeof(ProviderWish))]
[JsonSerializable(typeof(UrlWish))]
[JsonSerializable(typeof(UrlCheck))]
[JsonSerializable(typeof(KeyView))]
[JsonSerializable(typeof(KeyRotation))]
[JsonSerializable(typeof(ReceiverView))]
[JsonSerializable(typeof(ReceiverList))]
[JsonSerializable(typeof(ReceiverWish))]
[JsonSerializable(typeof(IssuedReceiverView))]
[JsonSerializable(typeof(ResumeWish))]
[JsonSerializable(typeof(DeliveryList))]
[JsonSerializable(typeof(ReceiverTest))]
[JsonSerializable(typeof(KeyList))]
[JsonSerializable(typeof(ExposureWish))]
[JsonSerializable(typeof(TokenWish))]
[JsonSerializable(typeof(IssuedToken))]
[JsonSerializable(typeof(KeyWish))]
[JsonSerializable(typeof(OperatorKeyWish))]
[JsonSerializable(typeof(IssuedKey))]
[JsonSerializable(typeof(RingKeyList))]
[JsonSerializable(typeof(RingKeyView))]
[JsonSerializable(typeof(OAuthClientWish))]
[JsonSerializable(typeof(OAuthSecretWish))]
[JsonSerializable(typeof(OAuthTrustWish))]
[JsonSerializable(typeof(OAuthTrustView))]
[JsonSerializable(typeof(OAuthClientList))]
[JsonSerializable(typeof(OAuthClientView))]
[JsonSerializable(typeof(OAuthSecretView))]
[JsonSerializable(typeof(IssuedOAuthSecret))]
[JsonSerializable(typeof(TokenGrant))]
[JsonSerializable(typeof(TokenRefusal))]
[JsonSerializable(typeof(ReadyAccount))]
[JsonSerializable(typeof(UserView))]
[JsonSerializable(typeof(UserPage))]
[JsonSerializable(typeof(UserDetail))]
[JsonSerializable(typeof(GroupPage))]
[JsonSerializable(typeof(LicensesView))]
[JsonSerializable(typeof(LicensesWish))]
[JsonSerializable(typeof(PolicyView))]
[JsonSerializable(typeof(PolicyWish))]
[JsonSerializable(typeof(PreviewWish))]
[JsonSerializable(typeof(PreviewView))]
[JsonSerializable(typeof(LdapDirectoryWish))]
[JsonSerializable(typeof(LdapDirectoryView))]
[JsonSerializable(typeof(PullWish))]
[JsonSerializable(typeof(PullView))]
[JsonSerializable(typeof(PullList))]
[JsonSerializable(typeof(PullDetail))]
[JsonSerializable(typeof(DuplicatePage))]
[JsonSerializable(typeof(MoveWish))]
[JsonSerializable(typeof(MovedLicense))]
[JsonSerializable(typeof(RemovalView))]
[JsonSerializable(typeof(BrakeWish))]
[JsonSerializable(typeof(BrakeView))]
[JsonSerializable(typeof(HeldWish))]
[JsonSerializable(typeof(SchemaView))]
[JsonSerializable(typeof(SchemaList))]
[JsonSerializable(typeof(ResourceTypeView))]
[JsonSerializable(typeof(ResourceTypeList))]
[JsonSerializable(typeof(SchemaChanges))]
[JsonSerializable(typeof(IndexedAttribute))]
[JsonSerializable(typeof(IndexedAttributeList))]
[JsonSerializable(typeof(WhyAnswer))]
[JsonSerializable(typeof(JournalPage))]
[JsonSerializable(typeof(JournalDetailView))]
[JsonSerializable(typeof(AdmissionView))]
[JsonSerializable(typeof(ConnectWish))]
[JsonSerializable(typeof(ConnectVerdict))]
[JsonSerializable(typeof(EnrolWish))]
[JsonSerializable(typeof(EnrolVerdict))]
[JsonSerializable(typeof(SessionWish))]
[JsonSerializable(typeof(SessionVerdict))]
[JsonSerializable(typeof(DeviceCodeWish))]
[JsonSerializable(typeof(DeviceCodeView))]
[JsonSerializable(typeof(DeviceView))]
[JsonSerializable(typeof(DeviceList))]
[JsonSerializable(typeof(SessionList))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>
    /// The context with quotes and umlauts left readable: answers are application/json and never part of a page. It reads answers too, which leave out what is null,
    /// and may come from a newer server.
    /// </summary>
    public static ApiJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Makes the framework's own options those of this context.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        var own = Default.Options;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.TypeInfoResolverChain.Insert(0, Default);
        options.PropertyNamingPolicy = own.PropertyNamingPolicy;
        options.DefaultIgnoreCondition = own.DefaultIgnoreCondition;
        options.UnmappedMemberHandling = own.UnmappedMemberHandling;
        options.AllowDuplicateProperties = own.AllowDuplicateProperties;
        options.RespectNullableAnnotations = own.RespectNullableAnnotations;
        options.RespectRequiredConstructorParameters = own.RespectRequiredConstructorParameters;
    }
}
