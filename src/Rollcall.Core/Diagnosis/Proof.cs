namespace Rollcall.Core.Diagnosis;

/// <summary>A credential of the account as findings speak of it.</summary>
/// <param name="Token">What is known of it.</param>
/// <param name="Name">Its readable beginning and whose it is.</param>
/// <param name="Exchange">How it is exchanged for another.</param>
/// <param name="List">The command that lists it.</param>
internal sealed record Proof(TokenFacts Token, string Name, string Exchange, string List)
{
    /// <summary>The tokens and client secrets of the directories that are in question, then the account's keys.</summary>
    public static IEnumerable<Proof> Of(CaseFile facts) =>
    [
        .. facts.Suspects().SelectMany(directory => directory.Tokens.Select(token => new Proof(
            token,
            $"{token.Prefix}… of '{directory.Label}'",
            $"Make a new one, paste it at {ClickPath.Credentials(directory)}, see it used, then revoke this one.",
            token.IsOfClient ? RemedyCommands.ListOAuth(facts, directory) : RemedyCommands.ListTokens(facts, directory)))),
        .. facts.Keys.Select(key => new Proof(
            key,
            $"The key {key.Prefix}… '{key.Label}'",
            "Exchange it with 'rollcall key rotate', give the new one to whoever uses it, see it used, then revoke this one.",
            RemedyCommands.ListKeys(facts))),
    ];
}
