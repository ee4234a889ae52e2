using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Ecommerce.NotificationService.Email;

/// <summary>The server refuses. What else it said is left out: it quotes addresses.</summary>
internal sealed class SmtpReplyException(int code) : Exception($"The server answered {code}.")
{
    public int Code => code;

    public bool IsPermanent => code >= 500;
}

/// <summary>One conversation with an SMTP server (RFC 5321), about one mail.</summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private const int MaxReplyLength = 64 * 1024;

    private readonly SmtpOptions options;
    private readonly TcpClient connection = new() { NoDelay = true };
    private Stream stream = Stream.Null;
    private StreamReader reader = StreamReader.Null;

    private SmtpSession(SmtpOptions options) => this.options = options;

    /// <summary>Connects, encrypts and signs in as far as the options say so.</summary>
    public static async Task<SmtpSession> OpenAsync(SmtpOptions options, string ownName, CancellationToken cancellationToken)
    {
        var session = new SmtpSession(options);
        try
        {
            await session.WithinAsync(token => session.connection.ConnectAsync(options.Host, options.Port, token).AsTask(), cancellationToken);
            session.Use(session.connection.GetStream());
            await session.ExpectAsync(220, cancellationToken);
            await session.GreetAsync(ownName, cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>All but the last line.</summary>
    public async Task BeginAsync(string from, string to, string mail, CancellationToken cancellationToken)
    {
        await SayAsync($"MAIL FROM:<{from}>", 250, cancellationToken);
        await SayAsync($"RCPT TO:<{to}>", 250, cancellationToken);
        await SayAsync("DATA", 354, cancellationToken);
        // A line that begins with a dot gets another one, so that it does not end the mail.
        await WriteAsync(mail.Replace("\r\n.", "\r\n..", StringComparison.Ordinal), cancellationToken);
    }

    /// <summary>The last line: when the server answers, the mail is its.</summary>
    public Task FinishAsync(CancellationToken cancellationToken) => SayAsync(".", 250, cancellationToken);

    /// <summary>Out of courtesy; the mail is sent.</summary>
    public async Task QuitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SayAsync("QUIT", 221, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException or SmtpReplyException)
        {
            // It may hang up as it likes.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        connection.Dispose();
    }

    private async Task GreetAsync(string ownName, CancellationToken cancellationToken)
    {
        var offers = await SayAsync($"EHLO {ownName}", 250, cancellationToken);
        if (options.StartTls)
        {
            await SayAsync("STARTTLS", 220, cancellationToken);
            var tls = new SslStream(stream, leaveInnerStreamOpen: false);
            stream = tls;
            await WithinAsync(
                token => tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = options.Host }, token), cancellationToken);
            // What the server had said before in clear is not read any more.
            Use(tls);
            offers = await SayAsync($"EHLO {ownName}", 250, cancellationToken);
        }

        if (options.User.Length > 0)
            await SignInAsync(offers, cancellationToken);
    }

    private async Task SignInAsync(string offers, CancellationToken cancellationToken)
    {
        if (offers.Split('\n').Any(line => line.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase) && line.Contains("PLAIN", StringComparison.OrdinalIgnoreCase)))
        {
            await SayAsync($"AUTH PLAIN {Base64($"\0{options.User}\0{options.Password}")}", 235, cancellationToken);
            return;
        }

        await SayAsync("AUTH LOGIN", 334, cancellationToken);
        await SayAsync(Base64(options.User), 334, cancellationToken);
        await SayAsync(Base64(options.Password), 235, cancellationToken);
    }

    private async Task<string> SayAsync(string line, int expected, CancellationToken cancellationToken)
    {
        await WriteAsync($"{line}\r\n", cancellationToken);
        return await ExpectAsync(expected, cancellationToken);
    }

    private Task WriteAsync(string text, CancellationToken cancellationToken)
        => WithinAsync(token => stream.WriteAsync(Encoding.ASCII.GetBytes(text), token).AsTask(), cancellationToken);

    /// <summary>The texts of a reply, whose lines but the last have a hyphen after the code.</summary>
    private async Task<string> ExpectAsync(int expected, CancellationToken cancellationToken)
    {
        var texts = new StringBuilder();
        while (texts.Length < MaxReplyLength)
        {
            string? line = null;
            await WithinAsync(async token => line = await reader.ReadLineAsync(token), cancellationToken);
            if (line is not { Length: >= 3 } || !int.TryParse(line.AsSpan(0, 3), out var code))
                throw new IOException("The server hung up, or speaks another language.");
            texts.Append(line.AsSpan(Math.Min(4, line.Length))).Append('\n');
            if (line.Length > 3 && line[3] == '-')
                continue;
            return code / 100 == expected / 100 ? texts.ToString() : throw new SmtpReplyException(code);
        }

        throw new IOException("The server talks too much.");
    }

    private async Task WithinAsync(Func<CancellationToken, Task> step, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Timeout);
        await step(timeout.Token);
    }

    private void Use(Stream next)
    {
        stream = next;
        reader = new StreamReader(next, Encoding.ASCII);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
