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
[JsonSerializable(typeof(UrlWish))]
[JsonSerializable(typeof(UrlCheck))]
[JsonSerializable(typeof(KeyView))]
[JsonSerializable(typeof(KeyList))]
[JsonSerializable(typeof(TokenWish))]
[JsonSerializable(typeof(IssuedToken))]
[JsonSerializable(typeof(KeyWish))]
[JsonSerializable(typeof(OperatorKeyWish))]
[JsonSerializable(typeof(IssuedKey))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>The context with quotes left readable.</summary>
    public static ApiJson Readable { get; } = new(new JsonSerializerOptions(Default.Options)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = null,
    });

    /// <summary>Makes the framework's own options those of this context.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        var own = Default.Options;
        // Answers are application/json and never part of a page, so quotes need no escapes.
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.TypeInfoResolverChain.Insert(0, Default);
        options.PropertyNamingPolicy = own.PropertyNamingPolicy;
        options.DefaultIgnoreCondition = own.DefaultIgnoreCondition;
        options.UnmappedMemberHandling = own.UnmappedMemberHandling;
        options.AllowDuplicateProperties = own.AllowDuplicateProperties;
        options.RespectNullableAnnotations = own.RespectNullableAnnotations;
        options.RespectRequiredConstructorParameters = own.RespectRequiredConstructorParameters;
    }
}
