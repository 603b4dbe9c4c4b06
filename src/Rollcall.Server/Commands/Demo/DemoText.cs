using System.Globalization;

namespace Rollcall.Server.Commands.Demo;

/// <summary>The story for people.</summary>
internal static class DemoText
{
    public static void Write(Say say, DemoReport told)
    {
        say.Line($"Account {told.Account} with {told.Licenses.Total} licenses. Entra ID pushes to {told.BaseUrl}");
        say.Line();
        Pushed(say, told.Pushed);
        Decisions(say, told.People);
        foreach (var person in told.People.Where(static person => person.Why is not null))
        {
            say.Line();
            say.Line($"Why not {person.Name}?{(person.Verdict is null ? $" (the entry that was {person.Story})" : "")}", "bold underline");
            WhyText.Write(say, person.Why!, indent: 2);
        }

        say.Line();
        say.Line("Try next", "bold");
        foreach (var command in told.Next)
        {
            say.Command(command, indent: 2);
        }
    }

    private static void Pushed(Say say, IReadOnlyList<PushedRequest> sent)
    {
        say.Line("What Entra ID wrote, and the answer", "bold");
        say.Table(
            ["REQUEST", "MEANS", "ANSWER"],
            sent.Where(static request => request.IsWrite || request.Status >= 400).Select(static request => new[]
            {
                $"{request.Method} {Resource(request.Url)}",
                request.What,
                request.Error is null ? Number(request.Status) : $"{Number(request.Status)} {request.Error}",
            }));
        var looks = sent.Where(static request => !request.IsWrite).ToList();
        say.Line(
            $"Before, it looked {Number(looks.Count)} times whether they were there, Test Connection included: {string.Join(", ", looks.CountBy(static look => look.Status).Select(static pair => $"{pair.Value} times {pair.Key}"))}.",
            "dim");
        say.Line();
    }

    private static void Decisions(Say say, IReadOnlyList<DemoVerdict> people)
    {
        say.Line("Who may connect, asked as a gateway", "bold");
        say.Table(
            ["PERSON", "STORY", "DECISION", "REASON", "FINDING", "JOURNAL"],
            people.Where(static person => person.Verdict is not null).Select(static person => new[]
            {
                person.Name,
                person.Story,
                person.Verdict!.Decision,
                person.Verdict.Code,
                person.Why?.Answer?.Code,
                person.Verdict.JournalNo is { } no ? "#" + Number(no) : null,
            }));
    }

    // The path without ids: /Users, /Groups.
    private static string Resource(Uri url) => url.AbsolutePath.Contains("/Groups", StringComparison.Ordinal) ? "/Groups" : "/Users";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
