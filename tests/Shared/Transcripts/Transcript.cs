using System.Globalization;
using System.Text.Json.Nodes;

namespace Rollcall.Transcripts;

/// <summary>
/// A file of requests as an identity provider sends them, of what must be answered, and of the state that must follow. Blocks stand between lines of
/// <c>===</c>; a block is a request, then <c>--&gt; status</c>, then expectations: <c>$.path = json</c>, <c>$.path absent</c>, <c>$.path ~ text</c>,
/// <c>$.path as name</c> (used later as <c>{name}</c>; <c>{base}</c> is there from the start), <c>Header: text</c>, <c>empty</c>,
/// <c>tolerated code=count,code=count</c> or <c>tolerated nothing</c>. A block that begins with <c>DIRECTORY /path</c> asks the product's User Directory
/// instead, and is passed over where there is none. A line that begins with <c>#</c> is a comment.
/// </summary>
public sealed class Transcript(ITranscriptHost host)
{
    private const string Tolerated = "tolerated ";
    private readonly Dictionary<string, string> _names = new() { ["base"] = host.BaseUrl };
    private readonly List<string> _faults = [];

    public async Task PlayAsync(string text)
    {
        var blocks = text.ReplaceLineEndings("\n").Split("\n===\n");
        Assert.NotEmpty(blocks);
        foreach (var block in blocks)
        {
            await PlayBlockAsync(block);
        }

        Assert.True(_faults.Count == 0, string.Join("\n\n", _faults));
    }

    private async Task PlayBlockAsync(string block)
    {
        var lines = block.Split('\n').Where(line => !line.StartsWith('#')).SkipWhile(string.IsNullOrWhiteSpace).ToList();
        var arrow = lines.FindIndex(line => line.StartsWith("-->", StringComparison.Ordinal));
        Assert.True(arrow > 0, "A block has no '-->' line:\n" + block);
        var request = lines.Take(arrow).ToList();
        var expectations = lines.Skip(arrow).Where(line => !string.IsNullOrWhiteSpace(line)).ToList();
        var start = request[0].Split(' ', 2);
        if (start[0] != "DIRECTORY")
        {
            var watches = expectations.Exists(line => line.StartsWith(Tolerated, StringComparison.Ordinal));
            Expect(await host.SendAsync(Read(start, request), watches), expectations, request[0]);
        }
        else if (await host.ReadDirectoryAsync(Fill(start[1])) is { } answer)
        {
            Expect(new TranscriptAnswer(answer, ""), expectations, request[0]);
        }
    }

    private TranscriptRequest Read(string[] start, List<string> request)
    {
        var blank = request.FindIndex(string.IsNullOrWhiteSpace);
        var heads = blank < 0 ? request : request.Take(blank).ToList();
        var body = blank < 0 ? "" : Fill(string.Join('\n', request.Skip(blank + 1)).Trim());
        var headers = heads.Skip(1).Select(line => line.Split(": ", 2)).Select(pair => (pair[0], Fill(pair[1]))).ToList();
        return new TranscriptRequest(start[0], Fill(start[1]), body.Length == 0 ? null : body, headers);
    }

    private void Expect(TranscriptAnswer came, List<string> expectations, string request)
    {
        var answer = came.Answer;
        var status = int.Parse(expectations[0][3..], CultureInfo.InvariantCulture);
        if (answer.Status != status)
        {
            _faults.Add($"{request}: answered {answer.Status}, not {status}: {answer.Body}");
            return;
        }

        foreach (var line in expectations.Skip(1).Select(Fill))
        {
            if (!Holds(came, line))
            {
                _faults.Add($"{request}: not so: {line}\ntolerated {came.Tolerated}\n{string.Join('\n', answer.Headers)}\n{answer.Body}");
            }
        }
    }

    private bool Holds(TranscriptAnswer came, string line)
    {
        if (line == "empty")
        {
            return came.Answer.Body.Length == 0;
        }

        if (line.StartsWith(Tolerated, StringComparison.Ordinal))
        {
            return came.Tolerated == (line[Tolerated.Length..] is "nothing" ? "" : line[Tolerated.Length..].Replace(" ", "", StringComparison.Ordinal));
        }

        if (!line.StartsWith('$'))
        {
            var pair = line.Split(": ", 2);
            return came.Answer.Headers.TryGetValue(pair[0], out var value) && value.Contains(pair[1], StringComparison.Ordinal);
        }

        var words = line.Split(' ', 3);
        var node = JsonPath.Find(came.Answer.Json, words[0]);
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
