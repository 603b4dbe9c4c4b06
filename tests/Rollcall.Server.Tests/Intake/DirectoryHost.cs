namespace Rollcall.Server.Tests.Intake;

/// <summary>The whole server: a directory in an account of its own, its User Directory and its journal.</summary>
internal sealed class DirectoryHost(Tenant tenant) : ITranscriptHost, IDisposable
{
    private readonly HttpClient _http = tenant.Server.Client();

    public string BaseUrl => tenant.BaseUrl;

    public async Task<TranscriptAnswer> SendAsync(TranscriptRequest request, bool watches)
    {
        var before = watches ? (await tenant.Operator.ReadAsync(tenant.Path + "/journal?after=end")).Expect(200)["next"] : "";
        var answer = await Answer.SendAsAsync(_http, tenant.Token, request.Method, tenant.BaseUrl + request.Path, request.Body, request.Headers);
        return new TranscriptAnswer(answer, watches ? await ToleratedAsync(before) : "");
    }

    public async Task<Answer?> ReadDirectoryAsync(string path) => await Answer.SendAsAsync(tenant.Operator, "", "GET", tenant.Path + path);

    public void Dispose() => _http.Dispose();

    /// <summary>A request is one line of the journal, and no more: a change and its exchange are the same line.</summary>
    private async Task<string> ToleratedAsync(string before)
    {
        var news = (await tenant.Operator.ReadAsync($"{tenant.Path}/journal?after={before}&wait=10")).Expect(200);
        Assert.Equal(1, news.Json.GetProperty("items").GetArrayLength());
        return (await tenant.Operator.ReadAsync($"{tenant.Path}/journal/{news["items.0.no"]}")).Expect(200)["tolerances"];
    }
}
