namespace Rollcall.Scim.AspNetCore.Tests.Probing;

/// <summary>One thing that a server does wrong, and the rule that must see it.</summary>
/// <param name="Rule">The rule that turns red.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Ask">What happens to requests.</param>
/// <param name="Tell">What happens to answers.</param>
public sealed record Defect(string Rule, string What, Action<Ask>? Ask = null, Action<Ask, Told>? Tell = null)
{
    /// <summary>A defect of answers to one method.</summary>
    public static Defect Answers(string rule, string what, string method, Action<Told> tell) =>
        new(rule, what, Tell: (ask, told) =>
        {
            if (ask.Method == method)
            {
                tell(told);
            }
        });

    public static Defect Answers(string rule, string what, Action<Told> tell) => new(rule, what, Tell: (_, told) => tell(told));

    /// <summary>A defect of answers to GET of one endpoint.</summary>
    public static Defect Reads(string rule, string what, string endpoint, Action<Told> tell) =>
        new(rule, what, Tell: (ask, told) =>
        {
            if (ask.Is("GET", endpoint))
            {
                tell(told);
            }
        });
}
