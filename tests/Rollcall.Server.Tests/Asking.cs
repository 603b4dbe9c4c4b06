using System.Text;
using System.Text.Json;

namespace Rollcall.Server.Tests;

/// <summary>An answer, read whole.</summary>
internal sealed record Answered(int Status, string? Type, JsonElement Json, HttpResponseMessage Message)
{
    /// <summary>A text at a path of names and positions, as <c>items.0.userName</c>; empty where it is absent.</summary>
    public string this[string path]
    {
        get
        {
            var element = Json;
            foreach (var name in path.Split('.'))
            {
                var isThere = int.TryParse(name, System.Globalization.CultureInfo.InvariantCulture, out var index)
                    ? element.ValueKind == JsonValueKind.Array && index < element.GetArrayLength()
                    : element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out _);
                if (!isThere)
                {
                    return "";
                }

                element = element.ValueKind == JsonValueKind.Array ? element[index] : element.GetProperty(name);
            }

            return element.ToString();
        }
    }
}

/// <summary>Short ways to ask.</summary>
internal static class Asking
{
    public static Task<Answered> ReadAsync(this HttpClient client, string path) => client.AskAsync("GET", path);

    public static Task<Answered> SendAsync(this HttpClient client, string path, string? body = null) => client.AskAsync("POST", path, body);

    public static async Task<Answered> AskAsync(this HttpClient client, string verb, string path, string? body = null, string type = "application/json", string? authorization = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var media = answer.Content.Headers.ContentType?.MediaType;
        var json = bytes.Length > 0 && media?.EndsWith("json", StringComparison.Ordinal) == true ? JsonElement.Parse(bytes) : default;
        return new Answered((int)answer.StatusCode, media, json, answer);
    }

    public static Answered Expect(this Answered answer, int status)
    {
        Assert.True(answer.Status == status, $"{answer.Status} instead of {status}: {answer.Json}");
        return answer;
    }
}
