using Rollcall.Core.Journal;
using Rollcall.Core.Words;

namespace Rollcall.Core.Tests;

/// <summary>Origins and outcomes, as tests need them.</summary>
internal static class Asked
{
    public static Origin By(string actor = "rck_Test0001") => new() { Actor = actor, Verb = "POST", Route = "/api/test", Status = 200 };

    public static T Done<T>(this Outcome<T> outcome) => outcome.Match(value => value, reason => throw new InvalidOperationException(reason.Sentence));

    public static Refusal Refused<T>(this Outcome<T> outcome) => outcome.Match(_ => throw new InvalidOperationException("It was done."), reason => reason);
}
