using System.Text.Json.Nodes;

namespace Rollcall.Transcripts;

/// <summary>An answer of the server under test, read whole.</summary>
public sealed record Answer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonNode? Json => Body.Length == 0 ? null : JsonNode.Parse(Body);

    public string Id => (string)Json!["id"]!;

    /// <summary>Sends with a bearer token, or with none where it is empty; a header of these without text takes the usual one away.</summary>
    public static async Task<Answer> SendAsAsync(
        HttpClient http, string token, string method, string url, string? body = null, params IReadOnlyList<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        if (token.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
            if (!headers.Any(header => header.Name == "Content-Type"))
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/scim+json");
            }
        }

        foreach (var (name, value) in headers)
        {
            if (name == "Authorization")
            {
                request.Headers.Remove(name);
            }

            if (value.Length > 0 && !request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var all = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer((int)response.StatusCode, all, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Asserts a refusal with a whole SCIM body.</summary>
    public Answer Refused(int status, string? scimType, string detail)
    {
        Assert.True(Status == status, $"{Status} is not {status}: {Body}");
        Assert.StartsWith("application/scim+json", Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("urn:ietf:params:scim:api:messages:2.0:Error", (string)Json!["schemas"]![0]!);
        Assert.Equal(status.ToString(System.Globalization.CultureInfo.InvariantCulture), Json!["status"]!.GetValue<string>());
        Assert.Equal(scimType, (string?)Json!["scimType"]);
        Assert.Contains(detail, (string)Json!["detail"]!, StringComparison.OrdinalIgnoreCase);
        return this;
    }
}
