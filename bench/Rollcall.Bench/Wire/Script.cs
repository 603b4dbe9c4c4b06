using System.Globalization;
using System.Text;

namespace Rollcall.Bench.Wire;

/// <summary>What one connection asks, request after request.</summary>
internal abstract class Script
{
    /// <summary>The next request.</summary>
    public abstract ReadOnlyMemory<byte> Next();

    /// <summary>Hears the answer; throws where it is not the right one, since a wrong answer is not fast but wrong.</summary>
    public virtual void Hear(Answer answer)
    {
        if (answer.Status is < 200 or > 299)
        {
            throw new InvalidDataException("Not the answer that was expected: " + answer);
        }
    }

    /// <summary>Whether the last request ended a unit of work; a cycle takes several requests.</summary>
    public virtual bool IsUnit => true;

    /// <summary>A whole request in bytes.</summary>
    public static ReadOnlyMemory<byte> Request(Target target, string verb, string path, string? body = null)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{verb} {target.Path}{path} HTTP/1.1\r\nHost: {target.Base.Authority}\r\nAuthorization: Bearer {target.Token}\r\n");
        if (body is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"Content-Type: application/scim+json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n");
        }

        return Encoding.UTF8.GetBytes(text.Append("\r\n").Append(body).ToString());
    }
}

/// <summary>A SCIM Base URL and the token for it.</summary>
internal sealed record Target(Uri Base, string Token)
{
    public string Path => Base.AbsolutePath.TrimEnd('/');
}
