using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Rollcall.Server.Intake.Tokens;

/// <summary>The form of a token request, read whole and bounded (RFC 6749 section 4.4.2): a parameter comes once, and an empty one counts as absent.</summary>
internal sealed class TokenForm
{
    /// <summary>The largest body, in bytes: an assertion of an identity provider has some 2,000.</summary>
    public const int LargestBody = 16 * 1024;

    private const string MediaType = "application/x-www-form-urlencoded";
    private const int MostParameters = 20;

    private readonly Dictionary<string, StringValues> _values;

    private TokenForm(Dictionary<string, StringValues> values) => _values = values;

    /// <summary>A parameter, or null.</summary>
    public string? this[string name] => _values.TryGetValue(name, out var value) && value is [{ Length: > 0 } text] ? text : null;

    /// <summary>The form, or what is wrong with it.</summary>
    public static async ValueTask<(TokenForm? Form, TokenProblem? Problem)> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentType is not { } type || !type.StartsWith(MediaType, StringComparison.OrdinalIgnoreCase) || request.Headers.ContentEncoding.Count > 0)
        {
            return (null, TokenProblem.Request($"The body must be {MediaType}."));
        }

        if (await BodyAsync(request, ct) is not { } body)
        {
            return (null, TokenProblem.Request($"The body is longer than {LargestBody} bytes."));
        }

        try
        {
            using var reader = new FormReader(body) { ValueCountLimit = MostParameters, KeyLengthLimit = 100, ValueLengthLimit = LargestBody };
            var values = reader.ReadForm();
            return values.Any(static pair => pair.Value.Count > 1)
                ? (null, TokenProblem.Request("A parameter is sent twice."))
                : (new TokenForm(values), null);
        }
        catch (InvalidDataException)
        {
            return (null, TokenProblem.Request("The body has too many or too long parameters."));
        }
    }

    private static async ValueTask<string?> BodyAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > LargestBody)
        {
            return null;
        }

        var bytes = new byte[LargestBody + 1];
        var length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        return length > LargestBody ? null : Encoding.UTF8.GetString(bytes, 0, length);
    }
}
