using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary>Tokens and keys as people read them.</summary>
internal static class KeyRows
{
    public static Task<int> ListAsync(Ask ask, Task<Reply<KeyList>> asked) => ask.ShowAsync(asked, ApiJson.Readable.KeyList, list => ask.Say.Table(
        ["PREFIX", "KIND", "LABEL", "STATE", "EXPIRES", "LAST USED", "ID", "NARROWED TO"],
        list.Items.Select(static k => new[] { k.Prefix, k.Kind, k.Label, StateOf(k.State, k.Exposed), Plain.Time(k.Expires), Plain.Time(k.LastUsed), k.Id, k.Routes is null ? "" : string.Join("; ", k.Routes) })));

    /// <summary>What is live and exposed is to be exchanged.</summary>
    public static string StateOf(string state, DateTimeOffset? exposed) => exposed is null ? state : state + ", exposed";

    public static Task<int> RevokedAsync(Ask ask, Task<Reply<KeyView>> asked) =>
        ask.ShowAsync(asked, ApiJson.Readable.KeyView, key => ask.Say.Line($"{key.Prefix} is accepted no more."));
}
