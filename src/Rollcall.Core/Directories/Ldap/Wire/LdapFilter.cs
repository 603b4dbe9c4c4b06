using System.Formats.Asn1;
using System.Globalization;
using System.Text;

namespace Rollcall.Core.Directories.Ldap.Wire;

/// <summary>A search filter, read from its text (RFC 4515) and written as BER (RFC 4511, section 4.5.1). Bounded in length and depth.</summary>
public sealed class LdapFilter
{
    private const int Longest = 4_000;
    private const int Deepest = 20;
    private readonly Action<AsnWriter> _write;

    private LdapFilter(string text, Action<AsnWriter> write) => (Text, _write) = (text, write);

    /// <summary>As it was given.</summary>
    public string Text { get; }

    /// <summary>Reads a filter; null with the reason where it is none.</summary>
    public static LdapFilter? Parse(string text, out string? wrong)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > Longest)
        {
            wrong = $"The filter has {text.Length} characters; at most {Longest} are taken.";
            return null;
        }

        var trimmed = text.Trim();
        var position = 0;
        if (Read(trimmed, ref position, 0, out var write) is { } problem)
        {
            wrong = $"{problem} (character {position + 1}).";
            return null;
        }

        wrong = position == trimmed.Length ? null : $"Something follows the filter (character {position + 1}).";
        return wrong is null ? new LdapFilter(trimmed, write!) : null;
    }

    /// <summary>An assertion that an attribute has a value, whatever characters are in it.</summary>
    public static string Equal(string attribute, string value) => $"({attribute}={Escape(value)})";

    /// <summary>Joins filters, all of which must hold.</summary>
    public static string And(params IEnumerable<string> filters) => $"(&{string.Concat(filters)})";

    /// <summary>A value as a filter's text may hold it (RFC 4515, section 3).</summary>
    public static string Escape(string value)
    {
        var safe = new StringBuilder(value.Length);
        foreach (var b in Encoding.UTF8.GetBytes(value))
        {
            safe.Append(b is (byte)'*' or (byte)'(' or (byte)')' or (byte)'\\' or 0 or >= 0x80 ? $"\\{b:x2}" : (char)b);
        }

        return safe.ToString();
    }

    internal void Write(AsnWriter writer) => _write(writer);

    private static string? Read(string text, ref int at, int depth, out Action<AsnWriter>? write)
    {
        write = null;
        if (depth > Deepest)
        {
            return $"Filters are nested deeper than {Deepest}";
        }

        if (at >= text.Length || text[at] != '(')
        {
            return "A '(' is missing";
        }

        at++;
        var problem = at < text.Length && text[at] is '&' or '|' ? Set(text, ref at, depth, out write)
            : at < text.Length && text[at] == '!' ? Not(text, ref at, depth, out write)
            : Item(text, ref at, out write);
        if (problem is not null)
        {
            return problem;
        }

        if (at >= text.Length || text[at] != ')')
        {
            return "A ')' is missing";
        }

        at++;
        return null;
    }

    private static string? Set(string text, ref int at, int depth, out Action<AsnWriter>? write)
    {
        var tag = Context(text[at] == '&' ? 0 : 1, constructed: true);
        var parts = new List<Action<AsnWriter>>();
        write = writer =>
        {
            // Not PushSetOf: the order of the parts is kept as written.
            using var set = writer.PushSequence(tag);
            parts.ForEach(part => part(writer));
        };
        at++;
        while (at < text.Length && text[at] == '(')
        {
            if (Read(text, ref at, depth + 1, out var part) is { } problem)
            {
                return problem;
            }

            parts.Add(part!);
        }

        return parts.Count == 0 ? "An empty '&' or '|' is not taken" : null;
    }

    private static string? Not(string text, ref int at, int depth, out Action<AsnWriter>? write)
    {
        at++;
        var problem = Read(text, ref at, depth + 1, out var inner);
        write = writer =>
        {
            using var not = writer.PushSequence(Context(2, constructed: true));
            inner!(writer);
        };
        return problem;
    }

    private static string? Item(string text, ref int at, out Action<AsnWriter>? write)
    {
        write = null;
        var end = text.IndexOf(')', at);
        var equals = end < 0 ? -1 : text.IndexOf('=', at, end - at);
        if (equals < 0)
        {
            return "An assertion such as (attribute=value) is missing";
        }

        var (name, kind) = text[equals - 1] switch
        {
            '>' => (text[at..(equals - 1)], 5),
            '<' => (text[at..(equals - 1)], 6),
            '~' => (text[at..(equals - 1)], 8),
            _ => (text[at..equals], 3),
        };
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or ';' or '.' or ':'))
        {
            return $"'{name}' is no attribute";
        }

        var value = text[(equals + 1)..end];
        if (value.Split('*').Select(Unescape).ToList() is var pieces && pieces.Any(p => p is null))
        {
            return "A '\\' is not followed by two hexadecimal digits";
        }

        at = end;
        write = kind == 3 && value == "*" ? writer => writer.WriteOctetString(Encoding.UTF8.GetBytes(name), Context(7))
            : kind == 3 && name.Contains(':', StringComparison.Ordinal) ? Extensible(name, pieces[0]!)
            : kind == 3 && pieces.Count > 1 ? Substrings(name, pieces!)
            : Assertion(kind, name, pieces[0]!);
        return kind != 3 && pieces.Count > 1 ? "A '*' stands where a value is compared" : null;
    }

    private static Action<AsnWriter> Assertion(int kind, string name, byte[] value) => writer =>
    {
        using var item = writer.PushSequence(Context(kind, constructed: true));
        writer.WriteOctetString(Encoding.UTF8.GetBytes(name));
        writer.WriteOctetString(value);
    };

    private static Action<AsnWriter> Substrings(string name, List<byte[]> pieces) => writer =>
    {
        using var item = writer.PushSequence(Context(4, constructed: true));
        writer.WriteOctetString(Encoding.UTF8.GetBytes(name));
        using var list = writer.PushSequence();
        for (var i = 0; i < pieces.Count; i++)
        {
            if (pieces[i].Length > 0)
            {
                writer.WriteOctetString(pieces[i], Context(i == 0 ? 0 : i == pieces.Count - 1 ? 2 : 1));
            }
        }
    };

    /// <summary><c>attribute:rule:=value</c>, as Active Directory's bit tests use it.</summary>
    private static Action<AsnWriter> Extensible(string name, byte[] value)
    {
        var parts = name.TrimEnd(':').Split(':');
        return writer =>
        {
            using var item = writer.PushSequence(Context(9, constructed: true));
            if (parts.Length > 1)
            {
                writer.WriteOctetString(Encoding.UTF8.GetBytes(parts[^1]), Context(1));
            }

            writer.WriteOctetString(Encoding.UTF8.GetBytes(parts[0]), Context(2));
            writer.WriteOctetString(value, Context(3));
        };
    }

    private static byte[]? Unescape(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (rest[0] != '\\')
            {
                var plain = rest.IndexOf('\\') is var next and >= 0 ? rest[..next] : rest;
                bytes.AddRange(Encoding.UTF8.GetBytes([.. plain]));
                rest = rest[plain.Length..];
            }
            else if (rest.Length > 2 && byte.TryParse(rest.Slice(1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var b))
            {
                bytes.Add(b);
                rest = rest[3..];
            }
            else
            {
                return null;
            }
        }

        return [.. bytes];
    }

    private static Asn1Tag Context(int number, bool constructed = false) => new(TagClass.ContextSpecific, number, constructed);
}
