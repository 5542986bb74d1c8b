using System.Text;
using Refwatch.Fetching;
using Xunit;

namespace Refwatch.Tests.Fetching;

public class MediaTypeTests
{
    [Theory]
    [InlineData("text/html; charset=utf-8", "<p>x", "text/html")]
    [InlineData("TEXT/HTML", "x", "text/html")]
    [InlineData("text/html;;charset=x", "x", "text/html")]
    [InlineData("text/html charset=utf-8", "x", "text/html")]
    [InlineData(null, "  \n<!doctype html><p>", "text/html")]
    [InlineData(null, "<!-- a --><html lang=en>", "text/html")]
    [InlineData(null, "\uFEFF<html>", "text/html")]
    [InlineData(null, "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">", "application/xhtml+xml")]
    [InlineData(null, "<?xml version=\"1.0\"?><rss>", "text/xml")]
    [InlineData(null, "Plain words", "text/plain")]
    [InlineData(null, "", "text/plain")]
    [InlineData("application/octet-stream", "%PDF-1.7", "application/pdf")]
    [InlineData("text/html", "%PDF-1.7", "application/pdf")]
    [InlineData("application/pdf", "<!DOCTYPE html><title>Gone</title>", "text/html")]
    [InlineData("application/pdf", "%PDF-1.7", "application/pdf")]
    [InlineData("nonsense", "<html>", "text/html")]
    [InlineData("text/plain", "<html>", "text/plain")]
    [InlineData(null, "PK\u0003\u0004xx", "application/zip")]
    [InlineData(null, "ab\0\u0001c", "application/octet-stream")]
    [InlineData("image/svg+xml", "<svg>", "image/svg+xml")]
    public void TypeByHeaderAndFirstBytes(string? header, string start, string type)
    {
        Assert.Equal(type, MediaType.Of(header, Encoding.UTF8.GetBytes(start)));
    }
}
