using System.Net.Http.Headers;
using System.Text;

namespace Ecommerce.SearchService.Engines.Elasticsearch;

/// <summary>Reads <c>http://USER:PASSWORD@host:port</c>; the password is neither logged nor part of the address.</summary>
internal sealed record ElasticsearchConnection(Uri Address, AuthenticationHeaderValue? Authorization)
{
    public static ElasticsearchConnection Parse(string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new InvalidOperationException("ConnectionStrings:elasticsearch is not an address such as http://USER:PASSWORD@host:9200.");

        var address = new UriBuilder(uri) { UserName = "", Password = "" }.Uri;
        return new(address, uri.UserInfo.Length == 0
            ? null
            : new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(uri.UserInfo)))));
    }
}
