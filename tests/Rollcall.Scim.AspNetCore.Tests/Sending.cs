namespace Rollcall.Scim.AspNetCore.Tests;

/// <summary>Sends with the token that the tests' server knows.</summary>
internal static class Sending
{
    extension(Answer)
    {
        public static Task<Answer> SendAsync(
            HttpClient http, string method, string url, string? body = null, params IReadOnlyList<(string Name, string Value)> headers) =>
            Answer.SendAsAsync(http, ScimServer.Token, method, url, body, headers);
    }
}
