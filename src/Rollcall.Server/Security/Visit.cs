using System.Reflection;
using Rollcall.Core.Accounts;
using Rollcall.Core.Journal;

namespace Rollcall.Server.Security;

/// <summary>A request that passed the gate: who asks, and in which account. Handlers take it as a parameter.</summary>
internal sealed class Visit(Caller caller, AccountRow? account, HttpContext http)
{
    /// <summary>Who asks.</summary>
    public Caller Caller => caller;

    /// <summary>The account that the route names.</summary>
    public AccountRow Account => account ?? throw new InvalidOperationException("The route names no account.");

    /// <summary>The account that the route names, or else the caller's own; 0 for the installation.</summary>
    public long Where => account?.Number ?? (caller is Caller.Holder(var key) ? key.Account : 0);

    /// <summary>The origin of a change, for the journal.</summary>
    /// <param name="status">The status that the answer will have.</param>
    public Origin Origin(int status) => new()
    {
        Actor = caller.Actor,
        Verb = http.Request.Method,
        Route = http.Request.Path.Value ?? "/",
        Status = status,
    };

    public static ValueTask<Visit?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ValueTask.FromResult(context.Features.Get<Visit>());
    }
}
