using System.Globalization;
using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;

namespace Rollcall.Scim.Calling;

/// <summary>Reads the error body of another server: strictly what it says where it is SCIM, and what it is where it is not.</summary>
internal static class ErrorReading
{
    private const int LongestDetail = 2000;

    public static ScimError? Read(int status, JsonObject? body, string? contentType, TimeSpan? retryAfter)
    {
        if (status < 400)
        {
            return null;
        }

        var detail = Text(body?["detail"]) ?? NoDetail(status, body, contentType);
        return new ScimError(status, Type(Text(body?["scimType"])), detail.Length > LongestDetail ? detail[..LongestDetail] : detail)
        {
            RetryAfter = retryAfter,
        };
    }

    private static string NoDetail(int status, JsonObject? body, string? contentType) => body is null
        ? string.Create(CultureInfo.InvariantCulture, $"The server answered {status} with no SCIM error body ({contentType ?? "no content type"}).")
        : string.Create(CultureInfo.InvariantCulture, $"The server answered {status} without a detail.");

    private static ScimErrorType? Type(string? keyword) => keyword is { Length: > 0 } && !char.IsAsciiDigit(keyword[0])
        && Enum.TryParse<ScimErrorType>(keyword, ignoreCase: true, out var type)
        ? type
        : null;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
