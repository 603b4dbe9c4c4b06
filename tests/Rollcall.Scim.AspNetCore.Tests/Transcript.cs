using System.Globalization;
using System.Text.Json.Nodes;

namespace Rollcall.Scim.AspNetCore.Tests;

/// <summary>
/// A file of requests as an identity provider sends them and of what must be answered. Blocks stand between lines of <c>===</c>; a block is a request,
/// then <c>--&gt; status</c>, then expectations: <c>$.path = json</c>, <c>$.path absent</c>, <c>$.path ~ text</c>, <c>$.path as name</c> (used later as
/// <c>{name}</c>), <c>Header: text</c>, <c>empty</c>. A line that begins with <c>#</c> is a comment.
/// </summary>
public sealed class Transcript(HttpClient http, string baseUrl)
{
    private readonly Dictionary<string, string> _names = [];

    public async Task PlayAsync(string text)
    {
        var blocks = text.ReplaceLineEndings("\n").Split("\n===\n");
        Assert.NotEmpty(blocks);
        foreach (var block in blocks)
        {
            await PlayBlockAsync(block);
        }
    }

    private async Task PlayBlockAsync(string block)
    {
        var lines = block.Split('\n').Where(line => !line.StartsWith('#')).SkipWhile(string.IsNullOrWhiteSpace).ToList();
        var arrow = lines.FindIndex(line => line.StartsWith("-->", StringComparison.Ordinal));
        Assert.True(arrow > 0, "A block has no '-->' line:\n" + block);
        var request = lines.Take(arrow).ToList();
        var blank = request.FindIndex(string.IsNullOrWhiteSpace);
        var heads = blank < 0 ? request : request.Take(blank).ToList();
        var body = blank < 0 ? "" : Fill(string.Join('\n', request.Skip(blank + 1)).Trim());
        var start = heads[0].Split(' ', 2);
        var headers = heads.Skip(1).Select(line => line.Split(": ", 2)).Select(pair => (pair[0], Fill(pair[1]))).ToList();
        var answer = await Answer.SendAsync(http, start[0], baseUrl + Fill(start[1]), body.Length == 0 ? null : body, headers);
        Expect(answer, lines.Skip(arrow).Where(line => !string.IsNullOrWhiteSpace(line)).ToList(), heads[0]);
    }

    private void Expect(Answer answer, List<string> expectations, string request)
    {
        var status = int.Parse(expectations[0][3..], CultureInfo.InvariantCulture);
        Assert.True(answer.Status == status, $"{request}: answered {answer.Status}, not {status}: {answer.Body}");
        foreach (var line in expectations.Skip(1).Select(Fill))
        {
            Assert.True(Holds(answer, line), $"{request}: not so: {line}\n{string.Join('\n', answer.Headers)}\n{answer.Body}");
        }
    }

    private bool Holds(Answer answer, string line)
    {
        if (line == "empty")
        {
            return answer.Body.Length == 0;
        }

        if (!line.StartsWith('$'))
        {
            var pair = line.Split(": ", 2);
            return answer.Headers.TryGetValue(pair[0], out var value) && value.Contains(pair[1], StringComparison.Ordinal);
        }

        var words = line.Split(' ', 3);
        var node = JsonPath.Find(answer.Json, words[0]);
        return words[1] switch
        {
            "absent" => node is null,
            "=" => JsonNode.DeepEquals(node, JsonNode.Parse(words[2])),
            "~" => node is not null && node.ToString().Contains(words[2], StringComparison.Ordinal),
            "as" => node is not null && Name(words[2], node.ToString()),
            _ => throw new FormatException("Not an expectation: " + line),
        };
    }

    private bool Name(string name, string value)
    {
        _names[name] = value;
        return true;
    }

    private string Fill(string text) => _names.Aggregate(text, (filled, name) => filled.Replace("{" + name.Key + "}", name.Value, StringComparison.Ordinal));
}
