using System.Net.Http.Headers;
using System.Text;

namespace Ecommerce.SearchService.Infrastructure.Elasticsearch;

/// <summary>
/// Parses <c>http://USER:PASSWORD@host:port</c>. The password is not part of the address, so that it is not logged with it.
/// </summary>
internal sealed record ElasticsearchConnection(Uri Address, AuthenticationHeaderValue? Authorization)
{
    public static ElasticsearchConnection Parse(string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new InvalidOperationException(
                "ConnectionStrings:elasticsearch must be an address such as http://USER:PASSWORD@host:9200.");
        }

        var address = new UriBuilder(uri) { UserName = "", Password = "" }.Uri;
        if (uri.UserInfo.Length == 0)
            return new(address, null);

        var credentials = Encoding.UTF8.GetBytes(Uri.UnescapeDataString(uri.UserInfo));
        return new(address, new("Basic", Convert.ToBase64String(credentials)));
    }
}
